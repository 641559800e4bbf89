namespace Webhooks.Raw;

/// <summary>An event or a refused delivery as the receiver keeps it, with nothing redacted.</summary>
/// <param name="Id">The event id; of a refused delivery, its own.</param>
/// <param name="Status">As in the delivery log.</param>
/// <param name="EventType">Null of a refused delivery.</param>
/// <param name="Query">What the scheme reads of the query of a refused delivery; of an event, empty.</param>
/// <param name="Headers">Those that were kept. A secret that a sender sends in a header is not kept with an event.</param>
/// <param name="BodyBytes">Of the whole body, as announced where it was not read.</param>
/// <param name="BodyIsWhole">False when only the beginning of a refused body was kept.</param>
/// <param name="Body">Exact; Base64 in JSON.</param>
public sealed record RawDelivery(
    string Source,
    string Id,
    string Status,
    string? EventType,
    DateTimeOffset ReceivedAt,
    string? DeliveryId,
    string Query,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    long? BodyBytes,
    bool BodyIsWhole,
    ReadOnlyMemory<byte> Body);
