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

    public void Dispose()
    {
        registration.Dispose();
        timer.Dispose();
    }
}
