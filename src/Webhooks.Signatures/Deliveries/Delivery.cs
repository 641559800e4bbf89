namespace Webhooks.Signatures.Deliveries;

/// <summary>One HTTP request as it arrived, before anything in it is trusted. A sender's retry is a new delivery.</summary>
/// <param name="Source">The source's name in the URL.</param>
/// <param name="Headers">All header fields as received.</param>
/// <param name="Body">The body's exact bytes.</param>
/// <param name="ReceivedAt">The receiver's clock when the delivery arrived.</param>
public sealed record Delivery(string Source, DeliveryHeaders Headers, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt)
{
    /// <summary>The query string as received, without <c>?</c>.</summary>
    public string Query { get; init; } = "";
}
