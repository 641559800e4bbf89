using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

// What must be true of the settings of a scheme; each check names the setting.
internal static class SchemeChecks
{
    private const string Named = "{signed-names}.{signed-values}.";

    /// <summary>What does not depend on the signed content, whose template is <paramref name="text" />.</summary>
    public static SettingProblem? Parts(SchemeSettings settings, SigningAlgorithm algorithm, string text) => settings switch
    {
        { SignatureHeader: not null, SignatureAt: not null } => new(nameof(settings.SignatureAt), "the signature is in a header or elsewhere; remove this setting or SignatureHeader"),
        { SignatureAt: null } when string.IsNullOrWhiteSpace(settings.SignatureHeader) && algorithm != SigningAlgorithm.Basic =>
            new(nameof(settings.SignatureHeader), "it is missing; name the header that carries the signature, for example X-Hub-Signature-256"),
        { SignatureHeader: { } header } when header.Contains('*', StringComparison.Ordinal) && !(header.EndsWith('*') && header.IndexOfAny(['*', ',']) == header.Length - 1) =>
            new(nameof(settings.SignatureHeader), "a star stands for the number at the end of one name, for example X-Signature-*"),
        { Separator: { } separator } when !separator.All(character => ",;|&/ \t".Contains(character)) =>
            new(nameof(settings.Separator), "it is not one of , ; | & /"),
        { Layout: SignatureLayout.Versioned or SignatureLayout.Keyed, Prefix: null or "" } =>
            new(nameof(settings.Prefix), $"it is missing; the {settings.Layout} layout needs the label of a signature, for example v1"),
        { Layout: SignatureLayout.Keyed } when settings.Prefix == (settings.TimestampKey ?? "t") => new(nameof(settings.Prefix), "it is also the label of the time"),
        { Layout: SignatureLayout.Versioned } when algorithm.HasPublicKey() || algorithm.SendsSecret() => new(nameof(settings.Layout), $"the Versioned layout is for MACs, and the algorithm is {algorithm}"),
        { SignedHeadersKey: not null, Layout: not SignatureLayout.Keyed } => new(nameof(settings.SignedHeadersKey), "only the Keyed layout has keys"),
        { TimestampHeader: not null, TimestampAt: not null } => new(nameof(settings.TimestampAt), "the time is in a header or in the body; remove this setting or TimestampHeader"),
        { BodyDigest: { } digest } when !digest.StartsWith("query:", StringComparison.Ordinal) || digest.Length < 7 || !text.Contains("{url}", StringComparison.Ordinal) =>
            new(nameof(settings.BodyDigest), "it is not query:NAME, the parameter that the sender adds to the address, which SignedContent must hold as {url}"),
        { SignedContent.Length: > 0 } when algorithm.SendsSecret() => new(nameof(settings.SignedContent), $"with {algorithm} nothing is signed; remove this setting"),
        { KeyForm: { } form } when Mismatch(form, algorithm, settings.Layout) is { } wrong => new(nameof(settings.KeyForm), wrong),
        _ => Places(nameof(settings.SignatureAt), settings.SignatureAt, [])
            ?? Places(nameof(settings.TimestampAt), settings.TimestampAt, ["query", "header"]),
    };

    public static SettingProblem? Content(SchemeSettings settings, SigningAlgorithm algorithm, SignedContentTemplate content)
    {
        var namesHeaders = content.Text.Contains("{signed-", StringComparison.Ordinal);
        return settings switch
        {
            { TimestampHeader: null, TimestampAt: null, Layout: not SignatureLayout.Keyed } when content.SignsTimestamp =>
                new(nameof(settings.TimestampHeader), "it is missing, and SignedContent holds {timestamp}"),
            { TimestampHeader: not null } when !content.SignsTimestamp =>
                new(nameof(settings.TimestampHeader), "the time is not signed; add {timestamp} to SignedContent, or remove this setting"),
            { TimestampAt: not null } when !content.SignsTimestamp && !content.SignsWholeBody =>
                new(nameof(settings.TimestampAt), "the time is not signed; add {timestamp} to SignedContent, or remove this setting"),
            { TimestampFormat: TimeFormat.UnixAny } when content.MeasuresTimestamp(TimeFormat.UnixAny) =>
                new(nameof(settings.TimestampFormat), "the time touches another part of SignedContent, so its unit must be known; choose Unix or UnixMilliseconds"),
            { SignedHeadersKey: null } when namesHeaders => new(nameof(settings.SignedHeadersKey), "it is missing, and SignedContent holds headers that the signature names"),
            { SignedHeadersKey: not null } when !namesHeaders || !content.Text.Contains(Named, StringComparison.Ordinal) =>
                new(nameof(settings.SignedContent), $"it must hold {Named} for the headers that the signature names"),
            { SignatureAt: { } place } when content.SignsBody && place.Contains("query:", StringComparison.Ordinal) is false =>
                new(nameof(settings.SignatureAt), "it is in the body, which cannot be signed then"),
            _ when content.HoldsSecret != algorithm.IsPlainHash() => new(
                nameof(settings.SignedContent),
                content.HoldsSecret ? $"only a plain hash (Sha1, Sha256) has {{secret}} in it; the algorithm is {algorithm}" : $"with {algorithm} it must hold {{secret}}: without it anyone could make the hash"),
            { AllowWeak: not true } when Weakness(algorithm, content) is { } weakness => new(nameof(settings.AllowWeak), $"{char.ToLowerInvariant(weakness[0])}{weakness[1..^1]}; set it to true if the sender offers nothing better"),
            _ => null,
        };
    }

    /// <summary>What the way of signing does not protect from; null when it is sound.</summary>
    public static string? Weakness(SigningAlgorithm algorithm, SignedContentTemplate content) =>
        algorithm.Weakness()
        ?? (content.SignsForm ? "It signs the names and values of a form without what separates them, so text can be moved between them."
            : content.SignsBody ? null
            : "It does not sign the body, so whoever has captured a delivery can send it again with another body.");

    public static SettingProblem? Ids(SchemeSettings settings, SchemeOptions options, SigningAlgorithm algorithm, SignedContentTemplate content)
    {
        var mayBeUnsigned = options.AcceptsUnsignedId || options.NeedsNoId is true || algorithm.SendsSecret();
        return Id(nameof(settings.EventId), settings.EventId ?? SchemeSettings.DefaultEventId, mayBeUnsigned ? null : content, settings.TimestampHeader)
            ?? Id(nameof(settings.EventType), settings.EventType, null)
            ?? Id(nameof(settings.Nonce), settings.Nonce, algorithm.SendsSecret() ? null : content, settings.TimestampHeader)
            ?? Id(nameof(settings.DeliveryId), settings.DeliveryId, null);
    }

    // With the signed content: the value must be signed. Whoever holds one captured delivery could change an unsigned id, and every copy
    // would be a new event.
    private static SettingProblem? Id(string setting, string? text, SignedContentTemplate? content, string? timestampHeader = null)
    {
        if (FieldLocation.ReadList(text, out var problem) is not { } locations)
        {
            return new(setting, problem);
        }

        if (setting == nameof(SchemeSettings.EventId) && locations.Count == 0)
        {
            return new(setting, "it is empty; name a signed header:NAME, a json:PATH, or sha256");
        }

        var unsigned = content is null ? null : locations.SelectMany(location => location.All).FirstOrDefault(location => !IsSigned(location, content, timestampHeader));
        return unsigned is null ? null : new(setting, Unsigned(unsigned, setting));
    }

    public static bool IsSigned(FieldLocation location, SignedContentTemplate content, string? timestampHeader) => location switch
    {
        { Header: { } header } => content.SignsNamedHeaders
            || content.Headers.Contains(header, StringComparer.OrdinalIgnoreCase)
            || (content.SignsTimestamp && header.Equals(timestampHeader, StringComparison.OrdinalIgnoreCase)),
        { Form: not null } or { IsHash: true } => content.SignsBody || content.Locations.Contains(location),
        _ => content.SignsWholeBody || content.Locations.Contains(location),
    };

    private static string Unsigned(FieldLocation location, string setting)
    {
        var what = location.IsHash ? "the body" : location.ToString();
        var accept = setting == nameof(SchemeSettings.EventId) ? ", or set UnsignedId of the source to Accept: whoever has captured a delivery can then send it again as a new event" : "";
        return location.Header is { } header
            ? $"{what} is not signed; name a signed one (SignedContent holds {{header:{header}}}), a json:PATH, or sha256{accept}"
            : $"{what} is not signed; name a value that SignedContent holds{accept}";
    }

    private static SettingProblem? Places(string setting, string? text, string[] others)
    {
        var places = FieldLocation.ReadPlaces(text, out var problem);
        return places is null ? new(setting, problem)
            : text is not null && places.Count == 0 ? new(setting, "it is empty")
            : places.Any(place => (others.Contains("query") && place.Query is not null) || (others.Contains("header") && place.Header is not null)) || (others.Length > 0 && places.Count > 1)
                ? new(setting, $"'{text}' is not json:PATH or form:NAME")
                : null;
    }

    private static string? Mismatch(KeyForm form, SigningAlgorithm algorithm, SignatureLayout? layout) => (form, algorithm) switch
    {
        // As Standard Webhooks has it: v1a beside v1.
        (KeyForm.Whpk, SigningAlgorithm.HmacSha256) when layout == SignatureLayout.Versioned => null,
        (KeyForm.Spki or KeyForm.Whpk or KeyForm.Jwk, _) when !algorithm.HasPublicKey() => $"{form} is the form of a public key, and {algorithm} needs a secret that both sides have",
        (not (KeyForm.Spki or KeyForm.Jwk), SigningAlgorithm.EcdsaP256 or SigningAlgorithm.RsaSha256 or SigningAlgorithm.RsaSha1) => $"a key for {algorithm} is written as Spki or Jwk",
        (KeyForm.Utf8 or KeyForm.Nfkd or KeyForm.Whsec or KeyForm.Jwk, SigningAlgorithm.Ed25519) => "an Ed25519 key is written as Hex, Base64, Whpk or Spki",
        _ => null,
    };
}
