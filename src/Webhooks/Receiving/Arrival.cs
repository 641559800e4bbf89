using Webhooks.Signatures.Deliveries;

namespace Webhooks.Receiving;

/// <summary>A delivery whose body has not been read yet.</summary>
/// <param name="Source">The name in the URL; perhaps no source's.</param>
/// <param name="Headers">All header fields.</param>
/// <param name="Body">The body, to be read once.</param>
/// <param name="ContentLength">The announced length in bytes, when one was announced.</param>
public sealed record Arrival(string Source, DeliveryHeaders Headers, Stream Body, long? ContentLength)
{
    public string Method { get; init; } = "POST";

    /// <summary>The query string as received, without <c>?</c>.</summary>
    public string Query { get; init; } = "";

    /// <summary>Unique to this arrival.</summary>
    public required string Id { get; init; }

    /// <summary>W3C trace context of ours, when there is one.</summary>
    public string? TraceParent { get; init; }
}
