using System.Net.Http.Headers;

namespace Cli.Operating;

// Polls the newest lines of the delivery log. Returns those that are new or have another status.
internal sealed class LogFollower(OperatorClient client, IReadOnlyList<(string Name, string? Value)> filter)
{
    private const string PageSize = "200";
    private const int MostRemembered = 20_000;
    private const int MostPages = 50;

    private readonly Dictionary<(string Source, string Id), string> statuses = [];
    private readonly Queue<(string Source, string Id)> order = [];
    private EntityTagHeaderValue? tag;
    private bool hasStarted;

    // Oldest first. The first call returns only so many of the newest lines.
    public async Task<IReadOnlyList<LogLine>> ReadAsync(int initialLines, CancellationToken cancellationToken)
    {
        var (page, newTag) = await client.GetAsync<LogPage>("log", [.. filter, ("limit", PageSize)], tag, cancellationToken);
        if (page is null)
        {
            return [];
        }

        var changed = new List<LogLine>(page.Lines.Where(IsChanged));
        // More than a page has arrived since the last poll: read back to where that ended.
        for (var pages = 1; hasStarted && page is { Continue: { } after } && page.Lines.All(IsUnknown) && pages < MostPages; pages++)
        {
            page = await client.GetAsync<LogPage>("log", [.. filter, ("limit", PageSize), ("after", after)], cancellationToken);
            changed.AddRange(page.Lines.Where(IsChanged));
        }

        foreach (var line in changed)
        {
            Remember(line);
        }

        var lines = hasStarted ? changed : changed.Take(initialLines);
        (tag, hasStarted) = (newTag, true);
        return [.. lines.Reverse()];
    }

    private bool IsUnknown(LogLine line) => !statuses.ContainsKey((line.Source, line.Id));

    private bool IsChanged(LogLine line) => statuses.GetValueOrDefault((line.Source, line.Id)) != line.Status;

    private void Remember(LogLine line)
    {
        if (IsUnknown(line))
        {
            order.Enqueue((line.Source, line.Id));
        }

        statuses[(line.Source, line.Id)] = line.Status;
        while (order.Count > MostRemembered)
        {
            statuses.Remove(order.Dequeue());
        }
    }
}
