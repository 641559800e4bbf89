namespace Webhooks.Redriving;

internal sealed class Pace(int perSecond, TimeProvider clock)
{
    private readonly long started = clock.GetTimestamp();
    private int passed;

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
