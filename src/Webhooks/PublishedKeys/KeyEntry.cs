using Webhooks.Signatures.Schemes;

namespace Webhooks.PublishedKeys;

// What is known of one address: its keys, or that it has none, and the fetch under way.
internal sealed class KeyEntry(Uri address)
{
    private static readonly TimeSpan AbsentFor = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private Task? underWay;
    private volatile State state = new([], null, null);
    private long triedAt;
    private long usedAt;

    public Uri Address => address;

    /// <summary>When a fetch was begun last, or null.</summary>
    public DateTimeOffset? TriedAt => Interlocked.Read(ref triedAt) is > 0 and var ticks ? new(ticks, TimeSpan.Zero) : null;

    public DateTimeOffset UsedAt => new(Interlocked.Read(ref usedAt), TimeSpan.Zero);

    public IReadOnlyList<PublishedKey> Keys => state.Keys;

    public DateTimeOffset? FetchedAt => state.FetchedAt;

    public bool IsAbsent => state.AbsentAt is not null;

    public Task? UnderWay
    {
        get
        {
            lock (gate)
            {
                return underWay is { IsCompleted: false } ? underWay : null;
            }
        }
    }

    /// <summary>What can be said of a key; null when a fetch must say it.</summary>
    public KeysFound? Find(PublishedKeyName name, DateTimeOffset now)
    {
        Interlocked.Exchange(ref usedAt, now.UtcTicks);
        var known = state;
        if (known.AbsentAt is { } absent && now - absent < AbsentFor)
        {
            return Refused("The sender has published no certificate at the address that the delivery names.");
        }

        if (known.FetchedAt is not { } fetched || now - fetched >= KeyCache.LongestUse)
        {
            return null;
        }

        return known.Keys.FirstOrDefault(key => key.Id == name.KeyId) is { } found
            ? found.Key.IsActiveAt(now) ? new KeysFound.Found([found.Key]) : null
            : now - fetched < KeyCache.BetweenTries ? Refused("The sender has published no key of the id that the token names.") : null;
    }

    /// <summary>The fetch under way, or one that begins now.</summary>
    public Task Fetch(DateTimeOffset now, Func<Task> fetch)
    {
        lock (gate)
        {
            if (underWay is not { IsCompleted: false })
            {
                Interlocked.Exchange(ref triedAt, now.UtcTicks);
                underWay = Task.Run(fetch);
            }

            return underWay;
        }
    }

    public void Take(IReadOnlyList<PublishedKey> keys, DateTimeOffset now) => state = new(keys, now, null);

    public void TakeAbsent(DateTimeOffset now) => state = new([], null, now);

    private static KeysFound.Refused Refused(string detail) => new(new Refusal(RefusalReason.SignatureInvalid, detail));

    private sealed record State(IReadOnlyList<PublishedKey> Keys, DateTimeOffset? FetchedAt, DateTimeOffset? AbsentAt);
}
