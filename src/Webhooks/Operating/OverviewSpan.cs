namespace Webhooks.Operating;

/// <summary>How far back an overview looks, and in which steps. Its last step is the one that is running.</summary>
/// <param name="Name">As callers say it.</param>
/// <param name="Step">The time between two points. Steps begin on the whole, in UTC.</param>
/// <param name="Steps">How many points there are.</param>
public sealed record OverviewSpan(string Name, TimeSpan Step, int Steps)
{
    /// <summary>All of them, the first being what callers get who do not choose.</summary>
    public static readonly IReadOnlyList<OverviewSpan> All =
    [
        new("hour", TimeSpan.FromMinutes(1), 60),
        new("day", TimeSpan.FromHours(1), 24),
        new("week", TimeSpan.FromHours(6), 28),
    ];

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The first moment that an overview of this span shows.</summary>
    public DateTimeOffset Since(DateTimeOffset now) => Floor(now, Step) - (Step * (Steps - 1));

    /// <summary>From when on counts by the minute are read. Before that hours are: of the last two, minutes know of counts that hours do not have yet.</summary>
    public DateTimeOffset MinutesSince(DateTimeOffset now) => Step < Hour ? Since(now) : Floor(now, Hour) - Hour;

    /// <summary>The point that a moment belongs to. A clock of another instance may be ahead of this one's.</summary>
    public int PointOf(DateTimeOffset at, DateTimeOffset now) => (int)Math.Min((at - Since(now)) / Step, Steps - 1);

    private static DateTimeOffset Floor(DateTimeOffset moment, TimeSpan step) => new(moment.UtcTicks - (moment.UtcTicks % step.Ticks), TimeSpan.Zero);
}
