namespace Webhooks.Refusing;

// A burst at once, then so many per minute.
internal sealed class TokenBucket(int burst, int perMinute, DateTimeOffset now)
{
    private readonly Lock gate = new();
    private double tokens = burst;
    private DateTimeOffset filled = now;

    public bool TryTake(DateTimeOffset now, int cost = 1)
    {
        lock (gate)
        {
            // A clock that is set back adds and removes nothing.
            tokens = Math.Min(burst, tokens + (Math.Max(0, (now - filled).TotalMinutes) * perMinute));
            filled = now;
            if (tokens < cost)
            {
                return false;
            }

            tokens -= cost;
            return true;
        }
    }
}
