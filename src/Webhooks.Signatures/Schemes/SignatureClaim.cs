using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

/// <summary>What a delivery claims: its signatures, the bytes they are said to cover, and the time it is said to have been signed.</summary>
public sealed record SignatureClaim(HmacRecipe Recipe, SignedContent Content)
{
    /// <summary>The claimed MACs, in the one spelling of <see cref="MacText.Write" />.</summary>
    public IReadOnlyList<string> Macs { get; init; } = [];

    /// <summary>The claimed Ed25519 signatures, 64 bytes each.</summary>
    public IReadOnlyList<byte[]> Ed25519Signatures { get; init; } = [];

    /// <summary>The signed time; null when the sender signs none.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>Reads the claim of a delivery by a recipe. Malformed entries in a list are passed over: a later one may be right.</summary>
    public static SignatureClaim? Read(Delivery delivery, HmacRecipe recipe, out Refusal? refusal)
    {
        if (delivery.Headers.Find(recipe.SignatureHeader) is not { } header)
        {
            refusal = new Refusal(RefusalReason.SignatureMissing, $"The header {recipe.SignatureHeader} is missing.");
            return null;
        }

        var timestamp = recipe.TimestampHeader is { } name ? delivery.Headers.Find(name) : null;
        var signed = recipe.Content.ValuesIn(delivery.Headers);
        if (signed is null || (recipe.TimestampHeader is not null && timestamp is null))
        {
            refusal = new Refusal(RefusalReason.SignedHeaderMissing, $"The header {recipe.Missing(delivery.Headers)}, which is part of what is signed, is missing.");
            return null;
        }

        if (recipe.Content.FindUndivided(signed) is { } undivided)
        {
            refusal = new Refusal(RefusalReason.SignatureMalformed, $"The header {undivided} holds the text that divides it from the rest of what is signed.");
            return null;
        }

        var parts = SignatureHeaderParts.Read(header, recipe);
        if (parts.Macs.Count == 0 && parts.Ed25519Signatures.Count == 0)
        {
            refusal = new Refusal(RefusalReason.SignatureMalformed, $"The header {recipe.SignatureHeader} holds no signature of the scheme's form.");
            return null;
        }

        timestamp ??= parts.Timestamp;
        DateTimeOffset? signedAt = null;
        if (recipe.Content.SignsTimestamp)
        {
            signedAt = timestamp is null ? null : SignedTime.Read(timestamp, recipe.TimestampFormat);
            if (signedAt is null)
            {
                refusal = new Refusal(RefusalReason.TimestampMalformed, $"The signed time in {recipe.TimestampHeader ?? recipe.SignatureHeader} is not a time the scheme writes.");
                return null;
            }
        }

        refusal = null;
        return new SignatureClaim(recipe, recipe.Content.Fill(signed, delivery.Body, timestamp))
        {
            Macs = parts.Macs,
            Ed25519Signatures = parts.Ed25519Signatures,
            SignedAt = signedAt,
        };
    }
}
