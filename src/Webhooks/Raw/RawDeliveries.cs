using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Refusing;

namespace Webhooks.Raw;

/// <summary>Reads deliveries without redaction. Each read is written down before anything leaves.</summary>
public sealed partial class RawDeliveries(IEventLookup events, IBodyStore bodies, IRefusedLedger refused, IRawReadLedger reads, TimeProvider clock, ILogger<RawDeliveries> logger)
{
    /// <summary>Null when there is none, neither an event nor a refused delivery.</summary>
    /// <exception cref="BodyLostException">Its large body is not there any more.</exception>
    public async Task<RawDelivery?> FindAsync(string source, string id, string requestedBy, CancellationToken cancellationToken)
    {
        var found = await events.FindAsync(source, id, cancellationToken) is { } known
            ? Of(known, known.Stored is null ? known.Body : await bodies.ReadAsync(known.Stored, cancellationToken))
            : await refused.FindAsync(source, id, cancellationToken) is { } kept ? Of(kept) : null;
        if (found is not null)
        {
            await reads.AddAsync(new(clock.GetUtcNow(), source, id, requestedBy), cancellationToken);
            Log.Read(logger, source, Printable.Of(id), found.Body.Length, requestedBy);
        }

        return found;
    }

    private static RawDelivery Of(LedgerEvent known, ReadOnlyMemory<byte> body) => new(
        known.Key.Source, known.Key.EventId, known.Status.ToString(), known.EventType, known.ReceivedAt, known.DeliveryId, "", known.Headers, body.Length, BodyIsWhole: true, body);

    private static RawDelivery Of(RefusedDelivery kept) => new(
        kept.Source, kept.Id, nameof(Admission.Refused), null, kept.ReceivedAt, null, kept.Query, kept.Headers, kept.Size, kept.BodyIsWhole, kept.Body);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {Id} was read without redaction, {Bytes} bytes of body, by {RequestedBy}.")]
        public static partial void Read(ILogger logger, string source, string id, int bytes, string requestedBy);
    }
}
