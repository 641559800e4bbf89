using Webhooks.Operating;

namespace Webhooks.OperatorPage.Overview;

// The worst first: more kinds of failure, then more of what people must repair, then more of what they should look at.
internal static class SeverityOrder
{
    public static IEnumerable<SourceOverview> Sort(IEnumerable<SourceOverview> sources, Func<SourceOverview, TimeSpan?> window) => sources
        .Select(source => (Source: source, Items: AttentionItem.Of(source, window(source))))
        .OrderByDescending(of => of.Items.Count(item => item.IsBad))
        .ThenByDescending(of => of.Source.Backlog.Dead)
        .ThenByDescending(of => of.Source.Unhealthy)
        .ThenByDescending(of => of.Items.Count)
        .ThenByDescending(of => of.Source.Total.Refused.Values.Sum())
        .ThenBy(of => of.Source.Source, StringComparer.Ordinal)
        .Select(of => of.Source);
}
