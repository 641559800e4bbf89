using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

// The settings of a scheme, read and found valid.
internal sealed record SchemeDefinition
{
    public required IReadOnlyList<SignatureDefinition> Definitions { get; init; }

    public required KeyForm KeyForm { get; init; }

    public required IReadOnlyList<FieldLocation> EventId { get; init; }

    public required IReadOnlyList<FieldLocation> EventType { get; init; }

    public required IReadOnlyList<FieldLocation> Nonce { get; init; }

    public required IReadOnlyList<FieldLocation> DeliveryId { get; init; }

    public required bool AcceptsUnsignedId { get; init; }

    /// <summary>Null, with the problem, when the settings are not valid.</summary>
    public static SchemeDefinition? Read(SchemeSettings settings, SchemeOptions options, out SettingProblem? problem)
    {
        var algorithm = settings.Algorithm ?? SigningAlgorithm.HmacSha256;
        var text = (settings.SignedContent ?? (algorithm.SendsSecret() ? "" : "{body}")).Replace(SenderOptions.WebhookId, options.WebhookId, StringComparison.Ordinal);
        var url = (PublicUrl?)null;
        problem = SenderOptions.Check(settings, options, algorithm) ?? SchemeChecks.Parts(settings, algorithm, text) ?? ReadUrl(settings, options, text, out url);
        var content = problem is not null ? null : options.Token is { BodyHash: null } ? SignedContentTemplate.Nothing : ReadContent(text, url, settings.TimestampFormat, algorithm, out problem);
        problem ??= SchemeChecks.Content(settings, algorithm, content!) ?? SchemeChecks.Ids(settings, options, algorithm, content!);
        if (problem is not null)
        {
            return null;
        }

        var eventType = FieldLocation.ReadList(settings.EventType, out _)!;
        var eventId = FieldLocation.ReadList(settings.EventId ?? SchemeSettings.DefaultEventId, out _)!;
        var named = eventId.Concat(eventType).SelectMany(location => location.All).Select(location => location.Header).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
        var definition = Definition(settings, algorithm, content!) with
        {
            DottedHeader = eventType.Select(location => location.Header).FirstOrDefault(header => header is not null),
            Token = options.Token is { } token ? new TokenCheck(token, options) : null,
            Topic = options.Topic is { } topic ? new TopicCheck(topic, options.TopicArn!) : null,
            UsuallyNamed = content!.SignsNamedHeaders ? [.. named] : [],
        };
        return new SchemeDefinition
        {
            Definitions = [.. SpelledContents(text, url, settings.TimestampFormat, content!).Select(spelled => definition with { Content = spelled })],
            KeyForm = settings.KeyForm ?? DefaultForm(algorithm),
            EventId = eventId,
            EventType = eventType,
            Nonce = FieldLocation.ReadList(settings.Nonce, out _)!,
            DeliveryId = FieldLocation.ReadList(settings.DeliveryId, out _)!,
            AcceptsUnsignedId = options.AcceptsUnsignedId,
        };
    }

    public static KeyForm DefaultForm(SigningAlgorithm algorithm) =>
        algorithm == SigningAlgorithm.Ed25519 ? KeyForm.Hex : algorithm.HasPublicKey() ? KeyForm.Spki : KeyForm.Utf8;

    private static SettingProblem? ReadUrl(SchemeSettings settings, SchemeOptions options, string text, out PublicUrl? url)
    {
        url = null;
        if (!text.Contains("{url}", StringComparison.Ordinal) && !text.Contains("{path}", StringComparison.Ordinal))
        {
            return null;
        }

        if (options.PublicUrl is not { } given)
        {
            return new(nameof(options.PublicUrl), "it is missing, and the sender signs the address; enter it exactly as it is configured at the sender, for example https://hooks.example.com/api/webhooks/shop");
        }

        url = PublicUrl.Read(given, settings.BodyDigest?["query:".Length..], out var problem);
        return url is null ? new(nameof(options.PublicUrl), problem) : null;
    }

    private static SignedContentTemplate? ReadContent(string text, PublicUrl? url, TimeFormat? time, SigningAlgorithm algorithm, out SettingProblem? problem)
    {
        problem = null;
        if (algorithm.SendsSecret())
        {
            return SignedContentTemplate.Nothing;
        }

        var content = SignedContentTemplate.Read(text, out var why, url, time);
        problem = content is null ? new(nameof(SchemeSettings.SignedContent), why) : null;
        return content;
    }

    // With and without the default port: the first is as it is configured.
    private static IEnumerable<SignedContentTemplate> SpelledContents(string text, PublicUrl? url, TimeFormat? time, SignedContentTemplate content) =>
        url is null || !text.Contains("{url}", StringComparison.Ordinal) ? [content] : url.Spellings().Select(spelling => SignedContentTemplate.Read(text, out _, spelling, time)!);

    private static SignatureDefinition Definition(SchemeSettings settings, SigningAlgorithm algorithm, SignedContentTemplate content)
    {
        var headers = (settings.SignatureHeader ?? (algorithm == SigningAlgorithm.Basic && settings.SignatureAt is null ? "Authorization" : ""))
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var family = headers is [[.. var name, '*']] ? name : null;
        return new SignatureDefinition
        {
            Algorithm = algorithm,
            SignatureHeader = family is not null ? family + "1" : headers.FirstOrDefault() ?? "",
            OtherSignatureHeaders = [.. headers.Skip(1)],
            SignatureHeaderFamily = family,
            SignatureAt = FieldLocation.ReadPlaces(settings.SignatureAt, out _)!,
            Layout = settings.Layout ?? SignatureLayout.Plain,
            Separator = settings.Separator ?? "",
            Prefix = settings.Prefix ?? (algorithm == SigningAlgorithm.Basic ? "Basic " : ""),
            Encoding = settings.Encoding ?? MacEncoding.Hex,
            Content = content,
            TimestampHeader = settings.TimestampHeader,
            TimestampAt = FieldLocation.ReadPlaces(settings.TimestampAt, out _) is [var place, ..] ? place : null,
            TimestampKey = settings.TimestampKey ?? "t",
            TimestampFormat = settings.TimestampFormat ?? TimeFormat.Unix,
            SignedHeadersKey = settings.SignedHeadersKey,
        };
    }
}
