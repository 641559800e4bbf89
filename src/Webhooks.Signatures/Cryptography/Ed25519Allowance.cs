namespace Webhooks.Signatures.Cryptography;

// An Ed25519 check costs about thirty MACs, and an unsigned request can ask for sixteen of them under each key. So each delivery gets one
// check for free, two when its content is small, of the key and entry that matched last. Further checks come from this token bucket, which
// only refused deliveries drain: under normal load everything is checked, and during a flood what the sender usually sends.
internal sealed class Ed25519Allowance(bool isUnlimited)
{
    private const double Capacity = 64;
    private const double RefillPerSecond = 16;

    // Checking a large body also costs its hash.
    private const double BytesPerToken = 256 * 1024;

    // Above it, two checks cost more than three times a refused HMAC delivery.
    private const int SmallContent = 8 * 1024;

    private readonly Lock gate = new();
    private double left = Capacity;
    private DateTimeOffset filledAt;
    private long matchedAt;
    private int matchedEntry;

    public DateTimeOffset MatchedAt => new(Volatile.Read(ref matchedAt), TimeSpan.Zero);

    public int MatchedEntry => Volatile.Read(ref matchedEntry);

    public static int FreeChecks(int length) => length <= SmallContent ? 2 : 1;

    public static double Cost(int length) => Math.Min(Capacity, 1 + (length / BytesPerToken));

    public bool TryTake(double cost, DateTimeOffset now)
    {
        lock (gate)
        {
            // Deliveries are checked side by side, and a clock can be set back: time that was counted is not counted again.
            if (now > filledAt)
            {
                left = Math.Min(Capacity, left + ((now - filledAt).TotalSeconds * RefillPerSecond));
                filledAt = now;
            }

            if (left < cost && !isUnlimited)
            {
                return false;
            }

            left -= cost;
            return true;
        }
    }

    public void Refund(double cost)
    {
        lock (gate)
        {
            left = Math.Min(Capacity, left + cost);
        }
    }

    public void Matched(int entry, DateTimeOffset now)
    {
        Volatile.Write(ref matchedEntry, entry);
        Volatile.Write(ref matchedAt, Math.Max(Volatile.Read(ref matchedAt), now.UtcTicks));
    }
}
