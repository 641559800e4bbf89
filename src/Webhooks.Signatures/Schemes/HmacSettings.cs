using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>The settings of the <c>hmac</c> scheme. What is null comes from the preset, or is the default.</summary>
public sealed record HmacSettings
{
    internal const string DefaultEventId = "sha256";

    public string? SignatureHeader { get; init; }

    /// <summary>Default: plain.</summary>
    public SignatureLayout? Layout { get; init; }

    /// <summary>Text before the MAC, or the label of a MAC in a list.</summary>
    public string? Prefix { get; init; }

    /// <summary>Default: hexadecimal.</summary>
    public MacEncoding? Encoding { get; init; }

    /// <summary>A template; default: <c>{body}</c>.</summary>
    public string? SignedContent { get; init; }

    public string? TimestampHeader { get; init; }

    /// <summary>The key of the time in a keyed signature header; default: <c>t</c>.</summary>
    public string? TimestampKey { get; init; }

    /// <summary>Default: Unix seconds.</summary>
    public TimeFormat? TimestampFormat { get; init; }

    /// <summary><c>header:NAME</c>, <c>json:PATH</c> or <c>sha256</c>, or several of these, tried in order; default: <c>sha256</c>.</summary>
    public string? EventId { get; init; }

    public string? EventType { get; init; }

    /// <summary>Where a signed single-use value is; most senders have none.</summary>
    public string? Nonce { get; init; }

    /// <summary>Where the sender's id of the delivery is, for support only.</summary>
    public string? DeliveryId { get; init; }

    /// <summary>Default: UTF-8.</summary>
    public KeyForm? KeyForm { get; init; }

    /// <summary>These settings, completed from a preset.</summary>
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

    internal SettingProblem? Validate(out SignedContentTemplate? content)
    {
        content = SignedContentTemplate.Read(SignedContent ?? "{body}", out var problem);
        return this switch
        {
            _ when string.IsNullOrWhiteSpace(SignatureHeader) =>
                new(nameof(SignatureHeader), "it is missing; name the header that carries the signature, for example X-Hub-Signature-256"),
            _ when content is null => new(nameof(SignedContent), problem),
            { TimestampHeader: null, Layout: not SignatureLayout.Keyed } when content.SignsTimestamp =>
                new(nameof(TimestampHeader), "it is missing, and SignedContent holds {timestamp}"),
            { TimestampHeader: not null } when !content.SignsTimestamp =>
                new(nameof(TimestampHeader), "the time is not signed; add {timestamp} to SignedContent, or remove this setting"),
            { Layout: SignatureLayout.Versioned or SignatureLayout.Keyed, Prefix: null or "" } =>
                new(nameof(Prefix), $"it is missing; the {Layout} layout needs the label of a signature, for example v1"),
            { Layout: SignatureLayout.Keyed } when Prefix == (TimestampKey ?? "t") =>
                new(nameof(Prefix), "it is also the label of the time"),
            _ => Problem(nameof(EventId), EventId ?? DefaultEventId, content)
                ?? Problem(nameof(EventType), EventType)
                ?? Problem(nameof(Nonce), Nonce, content)
                ?? Problem(nameof(DeliveryId), DeliveryId),
        };
    }

    // With the signed content: the value must be signed. Whoever holds one captured delivery could change an unsigned id, and every copy
    // would be a new event.
    private static SettingProblem? Problem(string setting, string? text, SignedContentTemplate? content = null)
    {
        if (FieldLocation.ReadList(text, out var problem) is not { } locations)
        {
            return new(setting, problem);
        }

        if (setting == nameof(EventId) && locations.Count == 0)
        {
            return new(setting, "it is empty; name a signed header:NAME, a json:PATH, or sha256");
        }

        var unsigned = content is null ? null : locations.Select(location => location.Header)
            .FirstOrDefault(header => header is not null && !content.Headers.Contains(header, StringComparer.OrdinalIgnoreCase));
        return unsigned is null
            ? null
            : new(setting, $"the header {unsigned} is not signed; name a signed one (SignedContent holds {{header:{unsigned}}}), a json:PATH, or sha256");
    }
}
