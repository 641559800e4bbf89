namespace Functions.Driver;

/// <summary>A clock that stands still until it is moved. Timers run on real time: a deadline in a test is a deadline.</summary>
internal sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
