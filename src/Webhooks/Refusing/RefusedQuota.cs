namespace Webhooks.Refusing;

// What may be kept of one source's refused deliveries: so many of them, and so many KiB of their bodies.
internal sealed class RefusedQuota(DateTimeOffset now)
{
    private const int BodyBurst = 1024;

    private readonly TokenBucket deliveries = new(RefusedKeeper.Burst, RefusedKeeper.PerMinute, now);
    private readonly TokenBucket bodies = new(BodyBurst, RefusedKeeper.BodiesPerMinute, now);

    public bool TryTake(DateTimeOffset now) => deliveries.TryTake(now);

    public bool TryTakeBody(DateTimeOffset now, int length) => bodies.TryTake(now, (Math.Min(length, RefusedDelivery.LargestBody) + 1023) / 1024);
}
