namespace Webhooks.Signatures.Cryptography;

// An Ed25519 check costs about thirty MACs, and an unsigned request can ask for sixteen of them. So each delivery gets one check for free,
// of the key and entry that matched last. Further checks come from this token bucket, which only refused deliveries drain: genuine ones
// match at the first check even during a flood, and under normal load everything is checked.
internal sealed class Ed25519Allowance
{
    private const double Capacity = 64;
    private const double RefillPerSecond = 16;

    // Checking a large body also costs its hash.
    private const double BytesPerToken = 256 * 1024;

    private readonly Lock gate = new();
    private double left = Capacity;
    private DateTimeOffset filledAt;
    private long matchedAt;
    private int matchedEntry;

    public DateTimeOffset MatchedAt => new(Volatile.Read(ref matchedAt), TimeSpan.Zero);

    public int MatchedEntry => Volatile.Read(ref matchedEntry);

    public static double Cost(int length) => 1 + (length / BytesPerToken);

    public bool TryTake(double cost, DateTimeOffset now)
    {
        lock (gate)
        {
            left = Math.Min(Capacity, left + (Math.Max(0, (now - filledAt).TotalSeconds) * RefillPerSecond));
            filledAt = now;
            if (left < cost)
            {
                return false;
            }

            left -= cost;
            return true;
        }
    }

    public void Matched(int entry, double refund, DateTimeOffset now)
    {
        Volatile.Write(ref matchedEntry, entry);
        Volatile.Write(ref matchedAt, now.UtcTicks);
        if (refund > 0)
        {
            lock (gate)
            {
                left = Math.Min(Capacity, left + refund);
            }
        }
    }
}
