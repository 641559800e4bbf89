namespace Webhooks.Storage.Grouping;

/// <summary>A group's call is given up once every member has given it up, and not before.</summary>
#pragma warning disable CA1001 // Without a timer there is nothing to dispose of, and a member may leave when all is over.
internal sealed class GroupLifetime(int members)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource source = new();
    private int left = members;

    public CancellationToken Ended => source.Token;

    public void Leave()
    {
        if (Interlocked.Decrement(ref left) == 0)
        {
            source.Cancel();
        }
    }
}
