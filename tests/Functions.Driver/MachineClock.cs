namespace Functions.Driver;

/// <summary>The clock of a machine that somebody set wrong, before the start or while it runs. Timers and elapsed time are right.</summary>
internal sealed class MachineClock(TimeSpan ahead) : TimeProvider
{
    private long ahead = ahead.Ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    /// <summary>From now on the machine is so far ahead of the true time.</summary>
    public void Set(TimeSpan by) => Interlocked.Exchange(ref ahead, by.Ticks);
}
