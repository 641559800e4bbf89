using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>The settings of the <c>hmac</c> scheme. What is null comes from the preset, or is the default.</summary>
public sealed record SchemeSettings
{
    internal const string DefaultEventId = "sha256";

    /// <summary>Default: HMAC-SHA256.</summary>
    public SigningAlgorithm? Algorithm { get; init; }

    /// <summary>Whether a way of signing is accepted that protects from less: SHA-1, a plain hash, a token, Basic authentication, a body that is not signed.</summary>
    public bool? AllowWeak { get; init; }

    /// <summary>The header, or several separated by commas, or a numbered family: <c>X-Signature-*</c>.</summary>
    public string? SignatureHeader { get; init; }

    /// <summary>Instead of the header: <c>query:NAME</c>, <c>json:PATH</c> or <c>form:NAME</c>, or several of these, tried in order.</summary>
    public string? SignatureAt { get; init; }

    /// <summary>What separates the entries of a list, beside commas, spaces and tabs.</summary>
    public string? Separator { get; init; }

    /// <summary>Default: plain.</summary>
    public SignatureLayout? Layout { get; init; }

    /// <summary>Text before the MAC, or the label of a MAC in a list.</summary>
    public string? Prefix { get; init; }

    /// <summary>Default: hexadecimal.</summary>
    public MacEncoding? Encoding { get; init; }

    /// <summary>A template; default: <c>{body}</c>.</summary>
    public string? SignedContent { get; init; }

    /// <summary>The key of the names of signed headers in a keyed signature header, for <c>{signed-names}</c> and <c>{signed-values}</c>.</summary>
    public string? SignedHeadersKey { get; init; }

    /// <summary>The parameter that the sender adds to the signed address, for content without the body: <c>query:NAME</c>, the hexadecimal SHA-256 of the body.</summary>
    public string? BodyDigest { get; init; }

    public string? TimestampHeader { get; init; }

    /// <summary>Where a signed time is in the body: <c>json:PATH</c> or <c>form:NAME</c>.</summary>
    public string? TimestampAt { get; init; }

    /// <summary>The key of the time in a keyed signature header; default: <c>t</c>.</summary>
    public string? TimestampKey { get; init; }

    /// <summary>Default: Unix seconds.</summary>
    public TimeFormat? TimestampFormat { get; init; }

    /// <summary>
    /// <c>header:NAME</c>, <c>json:PATH</c>, <c>form:NAME</c> or <c>sha256</c>, or several of these, tried in order; with plus signs, several
    /// that are one id together. Default: <c>sha256</c>.
    /// </summary>
    public string? EventId { get; init; }

    public string? EventType { get; init; }

    /// <summary>Where a signed single-use value is; most senders have none.</summary>
    public string? Nonce { get; init; }

    /// <summary>Where the sender's id of the delivery is, for support only.</summary>
    public string? DeliveryId { get; init; }

    /// <summary>Default: UTF-8; hexadecimal for Ed25519, SubjectPublicKeyInfo for other public keys.</summary>
    public KeyForm? KeyForm { get; init; }

    /// <summary>These settings, completed from a preset.</summary>
    public SchemeSettings Over(SchemeSettings preset) => new()
    {
        Algorithm = Algorithm ?? preset.Algorithm,
        AllowWeak = AllowWeak ?? preset.AllowWeak,
        // They are one choice.
        SignatureHeader = SignatureHeader ?? (SignatureAt is null ? preset.SignatureHeader : null),
        SignatureAt = SignatureAt ?? (SignatureHeader is null ? preset.SignatureAt : null),
        Separator = Separator ?? preset.Separator,
        Layout = Layout ?? preset.Layout,
        Prefix = Prefix ?? preset.Prefix,
        Encoding = Encoding ?? preset.Encoding,
        SignedContent = SignedContent ?? preset.SignedContent,
        SignedHeadersKey = SignedHeadersKey ?? preset.SignedHeadersKey,
        BodyDigest = BodyDigest ?? preset.BodyDigest,
        TimestampHeader = TimestampHeader ?? (TimestampAt is null ? preset.TimestampHeader : null),
        TimestampAt = TimestampAt ?? (TimestampHeader is null ? preset.TimestampAt : null),
        TimestampKey = TimestampKey ?? preset.TimestampKey,
        TimestampFormat = TimestampFormat ?? preset.TimestampFormat,
        EventId = EventId ?? preset.EventId,
        EventType = EventType ?? preset.EventType,
        Nonce = Nonce ?? preset.Nonce,
        DeliveryId = DeliveryId ?? preset.DeliveryId,
        KeyForm = KeyForm ?? preset.KeyForm,
    };
}
