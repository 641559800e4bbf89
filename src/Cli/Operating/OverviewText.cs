using Cli.Rendering;
using Webhooks;
using Webhooks.Counting;
using Webhooks.Operating;

namespace Cli.Operating;

internal static class OverviewText
{
    private const int SparklineWidth = 24;

    public static Grid Counts(IEnumerable<SourceOverview> sources)
    {
        var grid = new Grid(
            new("source", IsRigid: true), new("accepted", IsNumber: true), new("over time", IsRigid: true), new("duplicates", IsNumber: true), new("replayed", IsNumber: true),
            new("refused", IsNumber: true), new("503", IsNumber: true), new("processed", IsNumber: true), new("failed attempts", IsNumber: true), new("failed permanently", IsNumber: true));
        foreach (var source in sources)
        {
            var total = source.Total;
            grid.Add(
                TerminalText.Id(source.Source),
                Quantity.Number(total.Accepted),
                Sparkline.Of([.. source.Points.Select(point => point.Counts.Accepted)], SparklineWidth),
                Quantity.Number(total.Duplicates),
                Number(total.Replayed, Emphasis.Error),
                Number(total.Refused.Values.Sum(), Emphasis.Error),
                Number(total.Unavailable, Emphasis.Error),
                new(Quantity.Number(total.Processed), Emphasis.Success),
                Number(total.Postponed, Emphasis.Pending),
                Number(total.DeadLettered, Emphasis.Error));
        }

        return grid;
    }

    public static Grid Health(IEnumerable<SourceOverview> sources)
    {
        var grid = new Grid(
            new("source", IsRigid: true), new("waiting", IsNumber: true), new("overdue", IsNumber: true), new("dead letters", IsNumber: true),
            new("latency p50", IsNumber: true), new("p95", IsNumber: true), new("p99", IsNumber: true), new("clock skew", IsNumber: true), new("secrets"));
        foreach (var source in sources)
        {
            var backlog = source.Backlog;
            grid.Add(
                TerminalText.Id(source.Source),
                Quantity.Number(backlog.Waiting, backlog.MoreWaiting),
                backlog.OldestSeconds is { } overdue ? new Cell(Quantity.Seconds(overdue), Emphasis.Pending) : "-",
                Number(backlog.Dead, Emphasis.Error, backlog.MoreDead),
                TerminalText.Seconds(source.Lag?.P50),
                TerminalText.Seconds(source.Lag?.P95),
                TerminalText.Seconds(source.Lag?.P99),
                TerminalText.Seconds(source.Skew?.Mean),
                string.Join(", ", source.Secrets.Select(secret => secret.State == "active" ? secret.Fingerprint : $"{secret.Fingerprint} ({secret.State})")));
        }

        return grid;
    }

    public static void WriteDeadLetters(this Screen screen, IReadOnlyList<SourceOverview> sources)
    {
        var dead = sources.Where(source => source.Backlog.Dead > 0).ToList();
        var total = Quantity.Number(dead.Sum(source => source.Backlog.Dead), dead.Exists(source => source.Backlog.MoreDead));
        screen.Line(
            dead.Count == 0 ? "No dead letters."
            : $"Dead letters: {total} ({string.Join(", ", dead.Select(source => $"{TerminalText.Id(source.Source)} {Quantity.Number(source.Backlog.Dead, source.Backlog.MoreDead)}"))}). `hook dead` lists them.",
            dead.Count == 0 ? Emphasis.Success : Emphasis.Error);
    }

    // What does not fit into columns: refusals by reason, active problems, and advice about secrets.
    public static void WriteRemarks(this Screen screen, SourceOverview source)
    {
        var name = TerminalText.Id(source.Source);
        if (source.Total.Refused.Count > 0)
        {
            var reasons = source.Total.Refused.OrderByDescending(reason => reason.Value).Select(reason => $"{Quantity.Number(reason.Value)} × {TerminalText.Id(reason.Key)}");
            screen.Line($"{name}: refused {string.Join(", ", reasons)}", Emphasis.Error);
        }

        if (source.Unhealthy > 0)
        {
            screen.Line($"{name}: {Quantity.Count(source.Unhealthy, "active problem")}, see `hook status --unhealthy`", Emphasis.Error);
        }

        foreach (var secret in source.Secrets.Where(secret => secret.Advice.Count > 0))
        {
            screen.Line($"{name}: secret {secret.Fingerprint} {TerminalText.Error(string.Join("; ", secret.Advice))}", Emphasis.Muted);
        }

        if (source.Source == DeliveryCounters.Unknown)
        {
            screen.Line($"{DeliveryCounters.Unknown}: deliveries to addresses of unknown sources", Emphasis.Muted);
        }
        else if (source.Scheme is null)
        {
            screen.Line($"{name}: is no longer in the settings", Emphasis.Muted);
        }
    }

    private static Cell Number(long count, Emphasis emphasis, bool isMinimum = false) => new(Quantity.Number(count, isMinimum), count > 0 ? emphasis : Emphasis.None);
}
