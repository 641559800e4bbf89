using System.Collections.Concurrent;

namespace Webhooks.Refusing;

/// <summary>
/// Limits how many lines refusals write to the log: anyone can be refused as often as they like, and every line is paid for. Metrics
/// and rollups count them all.
/// </summary>
public sealed class RefusalLines(TimeProvider clock)
{
    /// <summary>How many lines one source gets at once.</summary>
    public const int Burst = 60;

    /// <summary>How many lines one source gets per minute.</summary>
    public const int PerMinute = 30;

    private readonly ConcurrentDictionary<string, Lines> lines = new(StringComparer.Ordinal);

    /// <summary>Whether a refusal gets a line, and how many of the same source got none since the last that did.</summary>
    /// <param name="source">A configured name, or one that stands for all others: not what a sender wrote.</param>
    /// <param name="untold">That number; 0 when it gets none.</param>
    public bool TryTake(string source, out int suppressed)
    {
        var now = clock.GetUtcNow();
        var those = lines.GetOrAdd(source, _ => new Lines(new TokenBucket(Burst, PerMinute, now)));
        if (those.Bucket.TryTake(now))
        {
            suppressed = Interlocked.Exchange(ref those.Suppressed, 0);
            return true;
        }

        Interlocked.Increment(ref those.Suppressed);
        suppressed = 0;
        return false;
    }

    private sealed class Lines(TokenBucket bucket)
    {
        public int Suppressed;

        public TokenBucket Bucket => bucket;
    }
}
