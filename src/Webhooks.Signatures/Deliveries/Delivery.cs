namespace Webhooks.Signatures.Deliveries;

/// <summary>One HTTP arrival for a source: what came in, before anything is believed. A sender's retry is a new delivery.</summary>
/// <param name="Source">The source's name, as it stood in the URL.</param>
/// <param name="Headers">All header fields as received.</param>
/// <param name="Body">The body's exact bytes.</param>
/// <param name="ReceivedAt">The receiver's clock when the delivery arrived.</param>
public sealed record Delivery(string Source, DeliveryHeaders Headers, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt);
