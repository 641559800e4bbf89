using System.Diagnostics;

namespace Proof.Ordeal;

/// <summary>
/// Time for the app and the senders, so many times as fast as the machine's: leases, backoff, the sweep's minute and the senders' waits keep
/// their proportions and pass quickly. It begins at the same moment in every process of a round. Storage keeps its own time.
/// </summary>
internal sealed class HurriedClock(DateTimeOffset began, TimeProvider clock) : TimeProvider
{
    public const int Factor = 20;

    public DateTimeOffset Began => began;

    public override long TimestampFrequency => Stopwatch.Frequency / Factor;

    public override DateTimeOffset GetUtcNow() => began + ((clock.GetUtcNow() - began) * Factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HurriedTimer(base.CreateTimer(callback, state, Real(dueTime), Real(period)));

    public Task Delay(TimeSpan wait, CancellationToken cancellationToken) => Task.Delay(wait, this, cancellationToken);

    /// <summary>What a span of this clock is on the machine's.</summary>
    public static TimeSpan Real(TimeSpan span) => span > TimeSpan.Zero ? span / Factor : span;

    /// <summary>Set anew, it hurries as well: a source's deadline is one timer, first of the body and then of the rest.</summary>
    private sealed class HurriedTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Real(dueTime), Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
