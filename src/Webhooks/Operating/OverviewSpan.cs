namespace Webhooks.Operating;

/// <summary>How far back an overview looks, and in which steps. The last step is the current one. Steps start on the whole, in UTC.</summary>
public sealed record OverviewSpan(string Name, TimeSpan Step, int Steps)
{
    /// <summary>The first is the default.</summary>
    public static readonly IReadOnlyList<OverviewSpan> All =
    [
        new("hour", TimeSpan.FromMinutes(1), 60),
        new("day", TimeSpan.FromHours(1), 24),
        new("week", TimeSpan.FromHours(6), 28),
    ];

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public DateTimeOffset Since(DateTimeOffset now) => Floor(now, Step) - (Step * (Steps - 1));

    /// <summary>Counts by the minute are read from here on, counts by the hour before: the last two hours are not complete.</summary>
    public DateTimeOffset MinutesSince(DateTimeOffset now) => Step < Hour ? Since(now) : Floor(now, Hour) - Hour;

    // Another instance's clock may be ahead.
    public int PointOf(DateTimeOffset at, DateTimeOffset now) => (int)Math.Min((at - Since(now)) / Step, Steps - 1);

    private static DateTimeOffset Floor(DateTimeOffset moment, TimeSpan step) => new(moment.UtcTicks - (moment.UtcTicks % step.Ticks), TimeSpan.Zero);
}
