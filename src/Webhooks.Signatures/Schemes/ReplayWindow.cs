namespace Webhooks.Signatures.Schemes;

// Standard Webhooks checks both directions and counts the edge as inside. A sender that writes whole seconds cannot say more: the age counts
// in its unit, else the edge would be outside for all but one moment of its second.
internal static class ReplayWindow
{
    /// <summary>Null when the time is within the window, or when the sender signs no time.</summary>
    public static Refusal? Check(DateTimeOffset? signedAt, TimeSpan window, DateTimeOffset now) => (InUnitOf(signedAt, now) - signedAt) switch
    {
        { } age when age > window => new Refusal(RefusalReason.TooOld, $"Signed {Seconds(age)} s ago; the window is {Seconds(window)} s.") { Age = age },
        { } age when -age > window => new Refusal(RefusalReason.FromTheFuture, $"Signed {Seconds(-age)} s ahead of this clock; the window is {Seconds(window)} s.") { Age = age },
        _ => null,
    };

    private static DateTimeOffset InUnitOf(DateTimeOffset? signedAt, DateTimeOffset now)
    {
        var unit = signedAt?.Ticks % TimeSpan.TicksPerSecond == 0 ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond;
        return now.AddTicks(-(now.Ticks % unit));
    }

    private static long Seconds(TimeSpan span) => (long)Math.Ceiling(span.TotalSeconds);
}
