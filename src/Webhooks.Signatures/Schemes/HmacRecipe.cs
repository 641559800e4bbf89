using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

/// <summary>One way of signing, as data: where the signature stands, how it is written, and what it covers.</summary>
public sealed record HmacRecipe
{
    /// <summary>The header that carries the signature.</summary>
    public required string SignatureHeader { get; init; }

    /// <summary>How that header is laid out.</summary>
    public SignatureLayout Layout { get; init; } = SignatureLayout.Plain;

    /// <summary>Plain: text before the MAC. Versioned: the version. Keyed: the key of a MAC.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Plain only: whether a MAC without the prefix is taken as well.</summary>
    public bool PrefixIsOptional { get; init; }

    /// <summary>How the MAC is written.</summary>
    public required MacEncoding Encoding { get; init; }

    /// <summary>What is signed.</summary>
    public required SignedContentTemplate Content { get; init; }

    /// <summary>The header that carries the signed time; null when none is signed or it stands in the signature header.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>Keyed only: the key of the time.</summary>
    public string TimestampKey { get; init; } = "t";

    /// <summary>How the signed time is written.</summary>
    public TimeFormat TimestampFormat { get; init; }

    /// <summary>Every header the recipe reads.</summary>
    public IEnumerable<string> Headers => [SignatureHeader, .. TimestampHeader is null ? [] : new[] { TimestampHeader }, .. Content.Headers];

    /// <summary>Whether every header the recipe needs came with the delivery.</summary>
    public bool IsComplete(DeliveryHeaders headers) => Missing(headers) is null;

    /// <summary>The first header of the recipe that did not come with the delivery.</summary>
    public string? Missing(DeliveryHeaders headers)
    {
        if (headers.Find(SignatureHeader) is null)
        {
            return SignatureHeader;
        }

        if (TimestampHeader is not null && headers.Find(TimestampHeader) is null)
        {
            return TimestampHeader;
        }

        for (var i = 0; i < Content.Headers.Count; i++)
        {
            if (headers.Find(Content.Headers[i]) is null)
            {
                return Content.Headers[i];
            }
        }

        return null;
    }
}
