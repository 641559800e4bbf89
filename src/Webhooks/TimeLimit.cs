namespace Webhooks;

// A token that ends after a time or with another one. A linked source would cost three more objects for each call of the path that senders
// wait on. It does not say which of the two it was.
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenRegistration registration;

    public TimeLimit(TimeSpan limit, TimeProvider clock, CancellationToken outer)
    {
        timer = new(limit, clock);
        registration = outer.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), timer);
    }

    public CancellationToken Token => timer.Token;

    /// <summary>Gives the next call its time; false when the time was over, and that call needs another limit.</summary>
    public bool TryRestart(TimeSpan limit)
    {
        var isOver = timer.IsCancellationRequested;
        if (!isOver)
        {
            timer.CancelAfter(limit);
        }

        return !isOver;
    }

    public void Dispose()
    {
        registration.Dispose();
        timer.Dispose();
    }
}
