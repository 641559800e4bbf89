using Cli.Rendering;
using Webhooks.Counting;

namespace Cli.Operating;

internal static class OverviewText
{
    private const int SparklineWidth = 24;

    public static IReadOnlyList<Column<SourceOverview>> Counts { get; } =
    [
        new("source", source => TerminalText.Id(source.Source), IsRigid: true),
        Number("accepted", source => source.Total.Accepted, Emphasis.None),
        new("over time", source => Sparkline.Of([.. source.Points.Select(point => point.Counts.Accepted)], SparklineWidth), IsRigid: true),
        Number("duplicates", source => source.Total.Duplicates, Emphasis.None),
        Number("replayed", source => source.Total.Replayed, Emphasis.Error),
        Number("refused", source => source.Total.Refused.Values.Sum(), Emphasis.Error),
        Number("503", source => source.Total.Unavailable, Emphasis.Error),
        Number("processed", source => source.Total.Processed, Emphasis.Success),
        Number("failed attempts", source => source.Total.Postponed, Emphasis.Pending),
        Number("failed permanently", source => source.Total.DeadLettered, Emphasis.Error),
    ];

    public static IReadOnlyList<Column<SourceOverview>> Health { get; } =
    [
        new("source", source => TerminalText.Id(source.Source), IsRigid: true),
        new("waiting", source => Quantity.Number(source.Backlog.Waiting, source.Backlog.MoreWaiting), IsNumber: true),
        new("overdue", source => new(TerminalText.Seconds(source.Backlog.OldestSeconds), source.Backlog.OldestSeconds is null ? Emphasis.None : Emphasis.Pending), IsNumber: true),
        new("dead letters", source => new(Quantity.Number(source.Backlog.Dead, source.Backlog.MoreDead), source.Backlog.Dead > 0 ? Emphasis.Error : Emphasis.None), IsNumber: true),
        new("latency p50", source => TerminalText.Seconds(source.Lag?.P50), IsNumber: true),
        new("p95", source => TerminalText.Seconds(source.Lag?.P95), IsNumber: true),
        new("p99", source => TerminalText.Seconds(source.Lag?.P99), IsNumber: true),
        new("clock skew", source => TerminalText.Seconds(source.Skew?.Mean), IsNumber: true),
        new("secrets", source => string.Join(", ", source.Secrets.Select(secret => secret.State == "active" ? secret.Fingerprint : $"{secret.Fingerprint} ({secret.State})"))),
    ];

    public static void WriteDeadLetters(this Screen screen, IReadOnlyList<SourceOverview> sources)
    {
        var dead = sources.Where(source => source.Backlog.Dead > 0).ToList();
        var total = Quantity.Number(dead.Sum(source => source.Backlog.Dead), dead.Exists(source => source.Backlog.MoreDead));
        screen.Line(
            dead.Count == 0 ? "No dead letters."
            : $"Dead letters: {total} ({string.Join(", ", dead.Select(source => $"{TerminalText.Id(source.Source)} {Quantity.Number(source.Backlog.Dead, source.Backlog.MoreDead)}"))}). `hook dead` lists them.",
            dead.Count == 0 ? Emphasis.Success : Emphasis.Error);
    }

    public static void WritePaused(this Screen screen, IReadOnlyList<PausedHandler> paused)
    {
        foreach (var handler in paused)
        {
            screen.Line($"Handler {TerminalText.Id(handler.Name)} is paused {HandlerText.PausedBy(handler.Since, handler.By, handler.Note)}", Emphasis.Pending);
        }
    }

    // What does not fit into columns: refusals by reason, what was passed on, active problems, and advice about secrets.
    public static void WriteRemarks(this Screen screen, SourceOverview source)
    {
        var name = TerminalText.Id(source.Source);
        if (source.Total.Refused.Count > 0)
        {
            var reasons = source.Total.Refused.OrderByDescending(reason => reason.Value).Select(reason => $"{Quantity.Number(reason.Value)} × {TerminalText.Id(reason.Key)}");
            screen.Line($"{name}: refused {string.Join(", ", reasons)}", Emphasis.Error);
        }

        if (source.Total.PassedOn > 0)
        {
            screen.Line($"{name}: {Quantity.Number(source.Total.PassedOn)} passed on to the receiver that it was moved to, see `hook drained {name}`", Emphasis.Muted);
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

    private static Column<SourceOverview> Number(string name, Func<SourceOverview, long> count, Emphasis emphasis) =>
        new(name, source => new(Quantity.Number(count(source)), count(source) > 0 ? emphasis : Emphasis.None), IsNumber: true);
}
