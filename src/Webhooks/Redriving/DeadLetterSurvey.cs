using Webhooks.Events;

namespace Webhooks.Redriving;

public sealed record DeadLetterSurvey(
    int Count,
    DateTimeOffset? Oldest,
    DateTimeOffset? Newest,
    IReadOnlyList<KeyValuePair<string, int>> ByType,
    IReadOnlyList<KeyValuePair<string, int>> ByError)
{
    private const int MostGroups = 20;

    // Errors carry ids and times at their end; their beginning tells them apart.
    private const int LongestError = 120;

    public static async Task<DeadLetterSurvey> OfAsync(IAsyncEnumerable<DeadLetter> found)
    {
        var (count, oldest, newest) = (0, (DateTimeOffset?)null, (DateTimeOffset?)null);
        var (types, errors) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        await foreach (var dead in found)
        {
            count++;
            oldest = oldest < dead.DeadAt ? oldest : dead.DeadAt;
            newest = newest > dead.DeadAt ? newest : dead.DeadAt;
            Add(types, dead.EventType);
            Add(errors, Printable.Of(dead.LastError, LongestError));
        }

        return new DeadLetterSurvey(count, oldest, newest, MostFrequent(types), MostFrequent(errors));
    }

    private static void Add(Dictionary<string, int> counts, string group) => counts[group] = counts.GetValueOrDefault(group) + 1;

    private static List<KeyValuePair<string, int>> MostFrequent(Dictionary<string, int> counts)
    {
        var sorted = counts.OrderByDescending(group => group.Value).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        var rest = sorted.Skip(MostGroups).Sum(group => group.Value);
        return rest == 0 ? sorted : [.. sorted.Take(MostGroups), new("(others)", rest)];
    }
}
