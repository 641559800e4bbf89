using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

/// <summary>One way of signing, as data: where the signature is, how it is written, and what it covers.</summary>
public sealed record HmacRecipe
{
    public required string SignatureHeader { get; init; }

    public SignatureLayout Layout { get; init; } = SignatureLayout.Plain;

    /// <summary>Plain: text before the MAC. Versioned: the version. Keyed: the key of a MAC.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Plain only: whether a MAC without the prefix is accepted too.</summary>
    public bool PrefixIsOptional { get; init; }

    public required MacEncoding Encoding { get; init; }

    public required SignedContentTemplate Content { get; init; }

    /// <summary>The header of the signed time; null when no time is signed or it is in the signature header.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>Keyed only: the key of the time.</summary>
    public string TimestampKey { get; init; } = "t";

    public TimeFormat TimestampFormat { get; init; }

    internal IEnumerable<string> Headers => [SignatureHeader, .. SignedHeaders];

    internal IEnumerable<string> SignedHeaders => TimestampHeader is null ? Content.Headers : Content.Headers.Prepend(TimestampHeader);

    /// <summary>The first header of the recipe that the delivery lacks.</summary>
    internal string? Missing(DeliveryHeaders received) =>
        received.Find(SignatureHeader) is null ? SignatureHeader
        : TimestampHeader is not null && received.Find(TimestampHeader) is null ? TimestampHeader
        : Content.Missing(received);
}
