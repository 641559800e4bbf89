using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>The parts of the <c>hmac</c> scheme, as settings write them. A part left out comes from the preset, or from its default.</summary>
public sealed record HmacSettings
{
    /// <summary>The header that carries the signature.</summary>
    public string? SignatureHeader { get; init; }

    /// <summary>How it is laid out; plain by default.</summary>
    public SignatureLayout? Layout { get; init; }

    /// <summary>Text before the MAC, or the label of a MAC in a list.</summary>
    public string? Prefix { get; init; }

    /// <summary>How the MAC is written; hexadecimal by default.</summary>
    public MacEncoding? Encoding { get; init; }

    /// <summary>What is signed; <c>{body}</c> by default.</summary>
    public string? SignedContent { get; init; }

    /// <summary>The header that carries the signed time.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>The key of the time in a keyed signature header; <c>t</c> by default.</summary>
    public string? TimestampKey { get; init; }

    /// <summary>How the time is written; Unix seconds by default.</summary>
    public TimeFormat? TimestampFormat { get; init; }

    /// <summary>Where the event id stands: <c>header:NAME</c>, <c>json:PATH</c> or <c>sha256</c>, or several of these, tried in order; <c>sha256</c> by default.</summary>
    public string? EventId { get; init; }

    /// <summary>Where the event type stands.</summary>
    public string? EventType { get; init; }

    /// <summary>Where a signed single-use value stands; most senders have none.</summary>
    public string? Nonce { get; init; }

    /// <summary>Where the sender's id of the delivery stands, for support only.</summary>
    public string? DeliveryId { get; init; }

    /// <summary>The form of the key; UTF-8 by default.</summary>
    public KeyForm? KeyForm { get; init; }

    /// <summary>These settings, with what they leave out taken from a preset.</summary>
    public HmacSettings Over(HmacSettings preset) => new()
    {
        SignatureHeader = SignatureHeader ?? preset.SignatureHeader,
        Layout = Layout ?? preset.Layout,
        Prefix = Prefix ?? preset.Prefix,
        Encoding = Encoding ?? preset.Encoding,
        SignedContent = SignedContent ?? preset.SignedContent,
        TimestampHeader = TimestampHeader ?? preset.TimestampHeader,
        TimestampKey = TimestampKey ?? preset.TimestampKey,
        TimestampFormat = TimestampFormat ?? preset.TimestampFormat,
        EventId = EventId ?? preset.EventId,
        EventType = EventType ?? preset.EventType,
        Nonce = Nonce ?? preset.Nonce,
        DeliveryId = DeliveryId ?? preset.DeliveryId,
        KeyForm = KeyForm ?? preset.KeyForm,
    };
}
