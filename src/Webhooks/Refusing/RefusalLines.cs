using System.Collections.Concurrent;

namespace Webhooks.Refusing;

/// <summary>Limits the log lines of refusals: anyone can cause any number of them, and each line costs. Metrics and rollups count them all.</summary>
public sealed class RefusalLines(TimeProvider clock)
{
    public const int Burst = 60;
    public const int PerMinute = 30;

    private readonly ConcurrentDictionary<string, Lines> lines = new(StringComparer.Ordinal);

    /// <param name="source">A configured name, or one that stands for all others: not a sender's text.</param>
    /// <param name="suppressed">Refusals of the source without a line since its last one.</param>
    public bool TryTake(string source, out int suppressed)
    {
        var now = clock.GetUtcNow();
        var bucket = lines.GetOrAdd(source, _ => new Lines(new TokenBucket(Burst, PerMinute, now)));
        if (bucket.Bucket.TryTake(now))
        {
            suppressed = Interlocked.Exchange(ref bucket.Suppressed, 0);
            return true;
        }

        Interlocked.Increment(ref bucket.Suppressed);
        suppressed = 0;
        return false;
    }

    private sealed class Lines(TokenBucket bucket)
    {
        public int Suppressed;

        public TokenBucket Bucket => bucket;
    }
}
