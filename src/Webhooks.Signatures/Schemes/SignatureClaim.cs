using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>What a delivery claims: its signatures, the bytes they cover, and when it was signed.</summary>
internal sealed record SignatureClaim(HmacRecipe Recipe, SignedContent Content)
{
    /// <summary>As <see cref="MacText.Write" /> spells them.</summary>
    public IReadOnlyList<string> Macs { get; init; } = [];

    /// <summary>Those that a public key verifies.</summary>
    public IReadOnlyList<byte[]> Signatures { get; init; } = [];

    /// <summary>Null when the sender signs no time.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>The headers that the signature names; empty unless senders of this kind name them.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>What a token says; null where there is none.</summary>
    public SignedJson? Claims { get; init; }

    // What the content is filled with, where the secret is a part of it.
    private string[] Values { get; init; } = [];

    private string? Timestamp { get; init; }

    private ReadOnlyMemory<byte> Body { get; init; }

    public SignedContent ContentFor(SecretKey key) => Recipe.Content.HoldsSecret ? Recipe.Content.Fill(Values, Body, Timestamp, key.Bytes.Span) : Content;

    /// <summary>Reads the claim of a delivery. Malformed entries of a list are skipped: a later one may be valid.</summary>
    public static SignatureClaim? Read(Delivery delivery, HmacRecipe recipe, out Refusal? refusal)
    {
        if (recipe.Token is not null)
        {
            return TokenClaim.Read(delivery, recipe, out refusal);
        }

        if (recipe.Topic is not null)
        {
            return TopicClaim.Read(delivery, recipe, out refusal);
        }

        var fields = recipe.ReadsBody ? new BodyFields(delivery, recipe.Paths) : null;
        var text = SignatureText.Find(delivery, recipe, fields);
        var timestamp = TimeOf(delivery, recipe, fields);
        var signed = recipe.Content.ValuesIn(delivery.Headers, fields);
        refusal = text is null ? new Refusal(RefusalReason.SignatureMissing, $"The {recipe.Place} is missing.") : Check(delivery, recipe, fields, signed, timestamp);
        if (refusal is not null)
        {
            return null;
        }

        var parts = SignatureText.Read(text!, delivery, recipe);
        if (parts.Macs.Count == 0 && parts.Signatures.Count == 0)
        {
            refusal = new Refusal(RefusalReason.SignatureMalformed, $"The {recipe.Place} holds no signature of the scheme's form.");
            return null;
        }

        if (timestamp is null && recipe.Content.SignsTimestamp && parts.TimesDiffer)
        {
            refusal = new Refusal(RefusalReason.HeaderRepeated, $"The {recipe.Place} states several signed times.");
            return null;
        }

        timestamp ??= parts.Timestamp;
        var signedAt = recipe.Content.SignsTimestamp && timestamp is not null ? SignedTime.Read(timestamp, recipe.TimestampFormat, recipe.Content.MeasuresTimestamp(recipe.TimestampFormat)) : null;
        if (recipe.Content.SignsTimestamp && signedAt is null)
        {
            refusal = new Refusal(RefusalReason.TimestampMalformed, $"The signed time in {recipe.TimestampHeader ?? recipe.ClaimedTimeAt?.ToString() ?? recipe.SignatureHeader} is not in the scheme's format.");
            return null;
        }

        var named = recipe.Content.SignsNamedHeaders ? NamedHeaders.Fill(signed!, parts.NamedHeaders, delivery, recipe, out refusal) : [];
        return named is null ? null : new SignatureClaim(recipe, recipe.Content.HoldsSecret ? default : recipe.Content.Fill(signed!, delivery.Body, timestamp))
        {
            Macs = parts.Macs,
            Signatures = parts.Signatures,
            SignedAt = signedAt,
            Named = named,
            Values = signed!,
            Timestamp = timestamp,
            Body = delivery.Body,
        };
    }

    private static string? TimeOf(Delivery delivery, HmacRecipe recipe, BodyFields? fields) =>
        recipe.TimestampHeader is { } name ? delivery.Headers.Find(name)
        : fields is null ? null
        : recipe.ClaimedTimeAt?.Find(fields, static (json, path) => json.Id(path));

    private static Refusal? Check(Delivery delivery, HmacRecipe recipe, BodyFields? fields, string[]? signed, string? timestamp)
    {
        if (fields?.Json?.Problem is { } unreliable)
        {
            return new Refusal(RefusalReason.SignatureMalformed, unreliable);
        }

        if (recipe.Content.SignsForm && fields!.Form is null)
        {
            return new Refusal(RefusalReason.SignatureMalformed, "The body has more fields than any form of this sender.");
        }

        if (signed is null || (timestamp is null && (recipe.TimestampHeader is not null || recipe.ClaimedTimeAt is not null)))
        {
            var missing = recipe.Missing(delivery.Headers) is { } header ? $"header {header}" : $"{recipe.Content.Missing(delivery.Headers, fields) ?? recipe.ClaimedTimeAt}"["the ".Length..];
            return new Refusal(RefusalReason.SignedHeaderMissing, $"The signed {missing} is missing.");
        }

        if (delivery.Headers.HasRepeated && recipe.SignedHeaders.FirstOrDefault(delivery.Headers.Differ) is { } repeated)
        {
            return new Refusal(RefusalReason.HeaderRepeated, $"The signed header {repeated} came more than once, with different values.");
        }

        return recipe.Content.FindAmbiguous(signed) is not { } ambiguous ? null : new Refusal(
            RefusalReason.SignatureMalformed,
            $"The {(recipe.Content.Headers.Contains(ambiguous) ? "header" : "value of")} {ambiguous} has another length than SignedContent says, or contains the text that separates it from the rest of the signed content.");
    }
}
