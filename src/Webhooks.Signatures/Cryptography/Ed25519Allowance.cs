namespace Webhooks.Signatures.Cryptography;

/// <summary>
/// A check costs some thirty MACs, and nobody has to sign anything to ask for sixteen of them. So each delivery gets one check, of the
/// entry and the key that matched last; more come from this bucket, which only refused deliveries empty. Genuine ones match at once, also
/// during a flood, and whatever an ordinary day brings is checked entirely.
/// </summary>
internal sealed class Ed25519Allowance
{
    private const double Most = 64;
    private const double EachSecond = 16;

    // A check of a large body costs its hash too.
    private const double BytesEach = 256 * 1024;

    private readonly Lock gate = new();
    private double left = Most;
    private DateTimeOffset filledAt;
    private long matchedAt;
    private int matchedEntry;

    public DateTimeOffset MatchedAt => new(Volatile.Read(ref matchedAt), TimeSpan.Zero);

    public int MatchedEntry => Volatile.Read(ref matchedEntry);

    public static double Cost(int length) => 1 + (length / BytesEach);

    public bool TryTake(double cost, DateTimeOffset now)
    {
        lock (gate)
        {
            left = Math.Min(Most, left + (Math.Max(0, (now - filledAt).TotalSeconds) * EachSecond));
            filledAt = now;
            if (left < cost)
            {
                return false;
            }

            left -= cost;
            return true;
        }
    }

    public void Matched(int entry, double taken, DateTimeOffset now)
    {
        Volatile.Write(ref matchedEntry, entry);
        Volatile.Write(ref matchedAt, now.UtcTicks);
        if (taken > 0)
        {
            lock (gate)
            {
                left = Math.Min(Most, left + taken);
            }
        }
    }
}
