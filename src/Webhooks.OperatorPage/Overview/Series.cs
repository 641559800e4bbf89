using Webhooks.Operating;

namespace Webhooks.OperatorPage.Overview;

// The counts of deliveries in a chart, in the order they are stacked.
internal sealed record Series(string Key, string Name, Func<CountsView, long> Count)
{
    public static IReadOnlyList<Series> All { get; } =
    [
        new("accepted", "Accepted", counts => counts.Accepted),
        new("duplicates", "Duplicates", counts => counts.Duplicates),
        new("replayed", "Replayed", counts => counts.Replayed),
        new("refused", "Refused", counts => counts.Refused.Values.Sum()),
        new("unavailable", "Answered 503", counts => counts.Unavailable),
        new("passed-on", "Passed on", counts => counts.PassedOn),
    ];

    // Most sources never have these.
    private static readonly string[] Rare = ["unavailable", "passed-on"];

    public static IEnumerable<Series> Of(CountsView total) => All.Where(series => !Rare.Contains(series.Key) || series.Count(total) > 0);
}
