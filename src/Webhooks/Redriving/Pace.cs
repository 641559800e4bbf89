namespace Webhooks.Redriving;

/// <summary>Lets something happen at most so often per second.</summary>
internal sealed class Pace(int perSecond, TimeProvider clock)
{
    private readonly long started = clock.GetTimestamp();
    private int passed;

    /// <summary>Returns when the next one may go.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = (TimeSpan.FromSeconds(1) / perSecond * passed++) - clock.GetElapsedTime(started);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }
    }
}
