using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>What a delivery claims: its signatures, the bytes they cover, and when it was signed.</summary>
internal sealed record SignatureClaim(SignatureDefinition Definition, SignedContent Content)
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

    public SignedContent ContentFor(SecretKey key) => Definition.Content.HoldsSecret ? Definition.Content.Fill(Values, Body, Timestamp, key.Bytes.Span) : Content;

    /// <summary>Reads the claim of a delivery. Malformed entries of a list are skipped: a later one may be valid.</summary>
    public static SignatureClaim? Read(Delivery delivery, SignatureDefinition definition, out Refusal? refusal)
    {
        if (definition.Token is not null)
        {
            return TokenClaim.Read(delivery, definition, out refusal);
        }

        if (definition.Topic is not null)
        {
            return TopicClaim.Read(delivery, definition, out refusal);
        }

        var fields = definition.ReadsBody ? new BodyFields(delivery, definition.Paths) : null;
        var text = SignatureText.Find(delivery, definition, fields);
        var timestamp = TimeOf(delivery, definition, fields);
        var signed = definition.Content.ValuesIn(delivery.Headers, fields);
        refusal = text is null ? new Refusal(RefusalReason.SignatureMissing, $"The {definition.Place} is missing.") : Check(delivery, definition, fields, signed, timestamp);
        if (refusal is not null)
        {
            return null;
        }

        var parts = SignatureText.Read(text!, delivery, definition);
        if (parts.Macs.Count == 0 && parts.Signatures.Count == 0)
        {
            refusal = new Refusal(RefusalReason.SignatureMalformed, $"The {definition.Place} holds no signature of the scheme's form.");
            return null;
        }

        if (timestamp is null && definition.Content.SignsTimestamp && parts.TimesDiffer)
        {
            refusal = new Refusal(RefusalReason.HeaderRepeated, $"The {definition.Place} states several signed times.");
            return null;
        }

        timestamp ??= parts.Timestamp;
        var signedAt = definition.Content.SignsTimestamp && timestamp is not null ? SignedTime.Read(timestamp, definition.TimestampFormat, definition.Content.MeasuresTimestamp(definition.TimestampFormat)) : null;
        if (definition.Content.SignsTimestamp && signedAt is null)
        {
            refusal = new Refusal(RefusalReason.TimestampMalformed, $"The signed time in {definition.TimestampHeader ?? definition.ClaimedTimeAt?.ToString() ?? definition.SignatureHeader} is not in the scheme's format.");
            return null;
        }

        var named = definition.Content.SignsNamedHeaders ? NamedHeaders.Fill(signed!, parts.NamedHeaders, delivery, definition, out refusal) : [];
        return named is null ? null : new SignatureClaim(definition, definition.Content.HoldsSecret ? default : definition.Content.Fill(signed!, delivery.Body, timestamp))
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

    private static string? TimeOf(Delivery delivery, SignatureDefinition definition, BodyFields? fields) =>
        definition.TimestampHeader is { } name ? delivery.Headers.Find(name)
        : fields is null ? null
        : definition.ClaimedTimeAt?.Find(fields, static (json, path) => json.Id(path));

    private static Refusal? Check(Delivery delivery, SignatureDefinition definition, BodyFields? fields, string[]? signed, string? timestamp)
    {
        if (fields?.Json?.Problem is { } unreliable)
        {
            return new Refusal(RefusalReason.SignatureMalformed, unreliable);
        }

        if (definition.Content.SignsForm && fields!.Form is null)
        {
            return new Refusal(RefusalReason.SignatureMalformed, "The body has more fields than any form of this sender.");
        }

        if (signed is null || (timestamp is null && (definition.TimestampHeader is not null || definition.ClaimedTimeAt is not null)))
        {
            var missing = definition.Missing(delivery.Headers) is { } header ? $"header {header}" : $"{definition.Content.Missing(delivery.Headers, fields) ?? definition.ClaimedTimeAt}"["the ".Length..];
            return new Refusal(RefusalReason.SignedHeaderMissing, $"The signed {missing} is missing.");
        }

        if (delivery.Headers.HasRepeated && definition.SignedHeaders.FirstOrDefault(delivery.Headers.Differ) is { } repeated)
        {
            return new Refusal(RefusalReason.HeaderRepeated, $"The signed header {repeated} came more than once, with different values.");
        }

        return definition.Content.FindAmbiguous(signed) is not { } ambiguous ? null : new Refusal(
            RefusalReason.SignatureMalformed,
            $"The {(definition.Content.Headers.Contains(ambiguous) ? "header" : "value of")} {ambiguous} has another length than SignedContent says, or contains the text that separates it from the rest of the signed content.");
    }
}
