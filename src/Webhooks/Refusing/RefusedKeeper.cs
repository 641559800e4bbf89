using System.Collections.Concurrent;
using System.Threading.Channels;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Telemetry;

namespace Webhooks.Refusing;

/// <summary>
/// Takes refused deliveries from the answering path, which neither waits nor fails here: what exceeds the limits is counted and dropped. The limits
/// hold per source and instance, once for what may be the sender's and once for all else.
/// </summary>
public sealed class RefusedKeeper(TimeProvider clock, WebhookMetrics metrics)
{
    public const int Burst = 20;
    public const int PerMinute = 60;

    /// <summary>KiB of bodies per source and minute, 1 GB in three days; the rest is kept without its body.</summary>
    public const int BodiesPerMinute = 256;

    // Half of what can wait is for the reserves.
    private const int MostUnreserved = 128;

    // With bodies of 64 KiB, 16 MiB at most.
    private readonly Channel<RefusedDelivery> waiting = Channel.CreateBounded<RefusedDelivery>(new BoundedChannelOptions(256) { SingleReader = true });
    private readonly ConcurrentDictionary<string, RefusedQuota> quotas = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RefusedReserve> reserves = new(StringComparer.Ordinal);

    public ChannelReader<RefusedDelivery> Waiting => waiting.Reader;

    public void Close() => waiting.Writer.TryComplete();

    public void Lost(RefusedDelivery refused) => metrics.RefusedDropped(refused.Source, "storage");

    /// <summary>Whether it will be kept, unless storage fails.</summary>
    internal bool Offer(Source source, string id, DeliveryHeaders headers, string query, long? length, ReadOnlyMemory<byte>? body, Refusal refusal)
    {
        var now = clock.GetUtcNow();
        var size = body?.Length ?? length;
        var isReserved = reserves.GetOrAdd(source.Name, _ => new RefusedReserve(now)).TryTake(now, refusal, body);
        if (!isReserved)
        {
            var quota = quotas.GetOrAdd(source.Name, _ => new RefusedQuota(now));
            if (!quota.TryTake(now))
            {
                metrics.RefusedDropped(source.Name, "rate");
                return false;
            }

            body = body is { Length: var bytes } && quota.TryTakeBody(now, bytes) ? body : null;
        }

        if ((!isReserved && waiting.Reader.Count >= MostUnreserved) || !waiting.Writer.TryWrite(Describe(source, id, headers, query, size, body, refusal, now)))
        {
            metrics.RefusedDropped(source.Name, "backlog");
            return false;
        }

        return true;
    }

    private static RefusedDelivery Describe(
        Source source, string id, DeliveryHeaders headers, string query, long? size, ReadOnlyMemory<byte>? body, Refusal refusal, DateTimeOffset now)
    {
        var isWhole = body?.Length <= RefusedDelivery.LargestBody;
        return new RefusedDelivery
        {
            Id = id,
            Source = source.Name,
            Shard = source.Shards > 1 ? 0 : null,
            ReceivedAt = now,
            Reason = refusal.Reason,
            Detail = refusal.Detail,
            Size = size,
            Headers = KeptHeaders.Of(source, headers),
            Query = source.Scheme.KeptQuery(query),
            // A copy of the beginning, so that the rest of a large body does not stay in memory.
            Body = body is not { } read ? default : isWhole ? read : read[..RefusedDelivery.LargestBody].ToArray(),
            BodyIsWhole = isWhole,
        };
    }
}
