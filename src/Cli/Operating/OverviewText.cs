using Cli.Showing;
using Webhooks.Counting;
using Webhooks.Operating;

namespace Cli.Operating;

/// <summary>The overview as tables.</summary>
internal static class OverviewText
{
    private const int SparklineWidth = 24;

    public static Grid Counts(IEnumerable<SourceOverview> sources)
    {
        var grid = new Grid(
            new("source", IsRigid: true), new("accepted", IsNumber: true), new("over time", IsRigid: true), new("duplicates", IsNumber: true), new("replayed", IsNumber: true),
            new("refused", IsNumber: true), new("503", IsNumber: true), new("processed", IsNumber: true), new("failed tries", IsNumber: true), new("given up", IsNumber: true));
        foreach (var source in sources)
        {
            var total = source.Total;
            grid.Add(
                TerminalText.Id(source.Source),
                TerminalText.Number(total.Accepted),
                Sparkline.Of([.. source.Points.Select(point => point.Counts.Accepted)], SparklineWidth),
                TerminalText.Number(total.Duplicates),
                Wrong(total.Replayed),
                Wrong(total.Refused.Values.Sum()),
                Wrong(total.Unavailable),
                new(TerminalText.Number(total.Processed), Look.Good),
                total.Postponed > 0 ? new Cell(TerminalText.Number(total.Postponed), Look.Waiting) : "0",
                Wrong(total.DeadLettered));
        }

        return grid;
    }

    public static Grid Health(IEnumerable<SourceOverview> sources)
    {
        var grid = new Grid(
            new("source", IsRigid: true), new("waiting", IsNumber: true), new("late", IsNumber: true), new("dead", IsNumber: true),
            new("lag p50", IsNumber: true), new("p95", IsNumber: true), new("p99", IsNumber: true), new("clock skew", IsNumber: true), new("secrets"));
        foreach (var source in sources)
        {
            var backlog = source.Backlog;
            grid.Add(
                TerminalText.Id(source.Source),
                TerminalText.Number(backlog.Waiting) + (backlog.MoreWaiting ? "+" : ""),
                backlog.OldestSeconds is { } late ? new Cell(TerminalText.Seconds(late), Look.Waiting) : "-",
                backlog.Dead > 0 ? new Cell(TerminalText.Number(backlog.Dead) + (backlog.MoreDead ? "+" : ""), Look.Wrong) : "0",
                TerminalText.Seconds(source.Lag?.P50),
                TerminalText.Seconds(source.Lag?.P95),
                TerminalText.Seconds(source.Lag?.P99),
                TerminalText.Seconds(source.Skew?.Mean),
                string.Join(", ", source.Secrets.Select(secret => secret.State == "active" ? secret.Fingerprint : $"{secret.Fingerprint} ({secret.State})")));
        }

        return grid;
    }

    /// <summary>What does not fit into columns: refusals by reason, and what to do about secrets.</summary>
    public static void Remarks(Screen screen, IEnumerable<SourceOverview> sources)
    {
        foreach (var source in sources)
        {
            if (source.Total.Refused.Count > 0)
            {
                var reasons = source.Total.Refused.OrderByDescending(reason => reason.Value).Select(reason => $"{TerminalText.Number(reason.Value)} × {TerminalText.Id(reason.Key)}");
                screen.Line($"{TerminalText.Id(source.Source)}: refused {string.Join(", ", reasons)}", Look.Wrong);
            }

            if (source.Wrong > 0)
            {
                screen.Line($"{TerminalText.Id(source.Source)}: {TerminalText.Count(source.Wrong, "thing")} wrong now, see `hook status --wrong`", Look.Wrong);
            }

            foreach (var secret in source.Secrets.Where(secret => secret.Advice.Count > 0))
            {
                screen.Line($"{TerminalText.Id(source.Source)}: secret {secret.Fingerprint} {TerminalText.Error(string.Join("; ", secret.Advice))}", Look.Quiet);
            }

            if (source.Source == DeliveryCounters.Unknown)
            {
                screen.Line($"{DeliveryCounters.Unknown}: deliveries to addresses of sources that do not exist", Look.Quiet);
            }
            else if (source.Scheme is null)
            {
                screen.Line($"{TerminalText.Id(source.Source)}: is no longer in the settings", Look.Quiet);
            }
        }
    }

    private static Cell Wrong(long count) => new(TerminalText.Number(count), count > 0 ? Look.Wrong : Look.Plain);
}
