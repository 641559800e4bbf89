namespace Webhooks.Signatures.Cryptography;

// A check by public key costs thirty MACs or more, and an unsigned request can ask for sixteen of them under each key. So each delivery gets one
// check for free, two when its content is small, of the key and entry that matched last. Further checks are limited, and only refused
// deliveries use the limit up: under normal load everything is checked, and during a flood what the sender usually sends.
internal sealed class CheckAllowance(bool isUnlimited)
{
    private const double Capacity = 64;
    private const double RefillPerSecond = 16;

    // Checking a large body also costs its hash.
    private const double BytesPerToken = 256 * 1024;

    // Above it, two checks cost more than three times a refused HMAC delivery.
    private const int SmallContent = 8 * 1024;

    private readonly TokenBucket bucket = new(Capacity, RefillPerSecond);
    private long matchedAt;
    private int matchedEntry;

    public DateTimeOffset MatchedAt => new(Volatile.Read(ref matchedAt), TimeSpan.Zero);

    public int MatchedEntry => Volatile.Read(ref matchedEntry);

    public static int FreeChecks(int length) => length <= SmallContent ? 2 : 1;

    public static double Cost(int length) => Math.Min(Capacity, 1 + (length / BytesPerToken));

    public bool TryTake(double cost, DateTimeOffset now) => isUnlimited || bucket.TryTake(cost, now);

    public void Refund(double cost) => bucket.Refund(cost);

    public void Matched(int entry, DateTimeOffset now)
    {
        Volatile.Write(ref matchedEntry, entry);
        Volatile.Write(ref matchedAt, Math.Max(Volatile.Read(ref matchedAt), now.UtcTicks));
    }
}
