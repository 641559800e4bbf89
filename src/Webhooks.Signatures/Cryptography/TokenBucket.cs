namespace Webhooks.Signatures.Cryptography;

// A limit for work that anyone can ask for: full at first, and filled again by time. Thread-safe.
internal sealed class TokenBucket(double capacity, double perSecond)
{
    private readonly Lock gate = new();
    private double taken;
    private DateTimeOffset filledAt;

    public bool TryTake(double cost, DateTimeOffset now)
    {
        lock (gate)
        {
            // Deliveries are judged side by side, and a clock can be set back: time that was counted is not counted again.
            if (now > filledAt)
            {
                taken = Math.Max(0, taken - ((now - filledAt).TotalSeconds * perSecond));
                filledAt = now;
            }

            if (taken + cost > capacity)
            {
                return false;
            }

            taken += cost;
            return true;
        }
    }

    public void Refund(double cost)
    {
        lock (gate)
        {
            taken = Math.Max(0, taken - cost);
        }
    }
}
