using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

/// <summary>What a delivery claims: its signatures, the bytes they cover, and when it was signed.</summary>
internal sealed record SignatureClaim(HmacRecipe Recipe, SignedContent Content)
{
    /// <summary>As <see cref="MacText.Write" /> spells them.</summary>
    public IReadOnlyList<string> Macs { get; init; } = [];

    /// <summary>64 bytes each.</summary>
    public IReadOnlyList<byte[]> Ed25519Signatures { get; init; } = [];

    /// <summary>Null when the sender signs no time.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>Reads the claim of a delivery. Malformed entries of a list are skipped: a later one may be valid.</summary>
    public static SignatureClaim? Read(Delivery delivery, HmacRecipe recipe, out Refusal? refusal)
    {
        refusal = null;
        if (delivery.Headers.FindList(recipe.SignatureHeader) is not { } header)
        {
            refusal = new Refusal(RefusalReason.SignatureMissing, $"The header {recipe.SignatureHeader} is missing.");
            return null;
        }

        var timestamp = recipe.TimestampHeader is { } name ? delivery.Headers.Find(name) : null;
        var signed = recipe.Content.ValuesIn(delivery.Headers);
        if (signed is null || (recipe.TimestampHeader is not null && timestamp is null))
        {
            refusal = new Refusal(RefusalReason.SignedHeaderMissing, $"The signed header {recipe.Missing(delivery.Headers)} is missing.");
            return null;
        }

        if (delivery.Headers.HasRepeated && recipe.SignedHeaders.FirstOrDefault(delivery.Headers.Differ) is { } repeated)
        {
            refusal = new Refusal(RefusalReason.HeaderRepeated, $"The signed header {repeated} came more than once, with different values.");
            return null;
        }

        if (recipe.Content.FindAmbiguous(signed) is { } ambiguous)
        {
            refusal = new Refusal(RefusalReason.SignatureMalformed, $"The header {ambiguous} has another length than SignedContent says, or contains the text that separates it from the rest of the signed content.");
            return null;
        }

        var parts = SignatureHeaderParts.Read(header, recipe);
        if (parts.Macs.Count == 0 && parts.Ed25519Signatures.Count == 0)
        {
            refusal = new Refusal(RefusalReason.SignatureMalformed, $"The header {recipe.SignatureHeader} holds no signature of the scheme's form.");
            return null;
        }

        if (timestamp is null && recipe.Content.SignsTimestamp && parts.TimesDiffer)
        {
            refusal = new Refusal(RefusalReason.HeaderRepeated, $"The header {recipe.SignatureHeader} states several signed times.");
            return null;
        }

        timestamp ??= parts.Timestamp;
        var signedAt = recipe.Content.SignsTimestamp && timestamp is not null ? SignedTime.Read(timestamp, recipe.TimestampFormat, recipe.Content.MeasuresTimestamp) : null;
        if (recipe.Content.SignsTimestamp && signedAt is null)
        {
            refusal = new Refusal(RefusalReason.TimestampMalformed, $"The signed time in {recipe.TimestampHeader ?? recipe.SignatureHeader} is not in the scheme's format.");
            return null;
        }

        return new SignatureClaim(recipe, recipe.Content.Fill(signed, delivery.Body, timestamp))
        {
            Macs = parts.Macs,
            Ed25519Signatures = parts.Ed25519Signatures,
            SignedAt = signedAt,
        };
    }
}
