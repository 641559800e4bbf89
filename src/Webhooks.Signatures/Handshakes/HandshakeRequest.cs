using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Handshakes;

/// <summary>A request that may be a handshake.</summary>
/// <param name="Method">In upper case, as HTTP writes it.</param>
public sealed record HandshakeRequest(string Method)
{
    /// <summary>The query string as received, without <c>?</c>.</summary>
    public string Query { get; init; } = "";

    public DeliveryHeaders Headers { get; init; } = new();

    public ReadOnlyMemory<byte> Body { get; init; }
}
