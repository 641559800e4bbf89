using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Settings;

public static class SourceSettings
{
    private const string Known =
        "Scheme, Secrets__<n>__Value, Secrets__<n>__KeyForm, Secrets__<n>__NotBefore, Secrets__<n>__NotAfter, ReplayWindow, OnReplay, SenderRedrive, Shards, Deadline, BodyDeadline, MaxBodyBytes, Decompress, Retention, Redact__<n>, PublicUrl, TopicArn, WebhookId, Audience, ServiceAccount, UnsignedId, Deduplicate, " + HandshakeSourceSettings.Known + ", " + MovingSettings.Known + ", " + AnswerSourceSettings.Known + ", Hmac__<part>";

    // The longest retry schedule that Standard Webhooks recommends, 75 h, and a margin: a repeat must still find its event.
    private static readonly TimeSpan ShortestRetention = TimeSpan.FromDays(4);

    /// <summary>App settings on Linux allow no hyphen: an underscore is read as one.</summary>
    public static string NameOf(string key) => key.Replace('_', '-');

    /// <summary>Every name in the settings, also of sources that are invalid.</summary>
    internal static IReadOnlyList<string> Names(SettingsReader settings) => [.. settings.Section("Sources").Children().Select(NameOf)];

    /// <summary>The sources that a section is limited to; one that is not configured is refused.</summary>
    internal static IReadOnlyList<string> Named(SettingsReader section, IReadOnlyList<string> sources)
    {
        var named = section.Texts("Sources");
        foreach (var (setting, source) in named.Where(item => !sources.Contains(item.Text, StringComparer.OrdinalIgnoreCase)))
        {
            section.Refuse(setting, $"there is no source '{source}'; the sources are {string.Join(", ", sources)}");
        }

        return [.. named.Select(item => SourceCatalog.Spell(item.Text))];
    }

    public static IReadOnlyList<Source> Read(SettingsReader settings)
    {
        var presets = PresetSettings.Read(settings);
        var sources = NamedSections.Read(settings.Section("Sources"), "source", "Sources__camera_lab__Scheme for the source camera-lab", (name, section) => Read(name, section, presets));
        if (sources.Count == 0 && settings.Problems.Count == 0)
        {
            settings.Refuse("Sources", "no source is configured; set Sources__<name>__Scheme and Sources__<name>__Secrets__0__Value, for example Sources__valara__Scheme=valara");
        }

        return sources;
    }

    private static Source? Read(string name, SettingsReader section, PresetCatalog presets)
    {
        var scheme = ReadScheme(section, presets);
        var secrets = scheme is null ? [] : SecretSettings.Read(section, scheme);
        var deadline = section.Span("Deadline", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(25)) ?? scheme?.Deadline ?? Source.DefaultDeadline;
        var window = section.Span("ReplayWindow", TimeSpan.FromSeconds(30), TimeSpan.FromDays(3));
        var largest = section.Number("MaxBodyBytes", 1, Source.LargestBody) ?? Source.LargestRowBody;
        var decompress = section.Flag("Decompress");
        var preset = scheme is null ? null : presets.Find(scheme.Name);
        var (handshakes, verifyToken, newSecret) = HandshakeSourceSettings.Read(section, preset);
        var answer = AnswerSourceSettings.Read(section, preset?.Answer);
        var (movedTo, movedFrom) = MovingSettings.Read(section);
        var source = scheme is null ? null : new Source
        {
            Name = name,
            Scheme = scheme,
            Secrets = secrets,
            ReplayWindow = window ?? scheme.DefaultWindow,
            OnReplay = section.Choice<ReplayAnswer>("OnReplay") ?? ReplayAnswer.Reject,
            SenderRedrive = section.Choice<SenderRedrive>("SenderRedrive") ?? SenderRedrive.Proven,
            Deduplicate = ReadDeduplicate(section, scheme),
            Shards = section.Number("Shards", 1, 64) ?? 1,
            Deadline = deadline,
            BodyDeadline = section.Span("BodyDeadline", TimeSpan.FromSeconds(0.5), deadline) ?? deadline / 2,
            MaxBodyBytes = largest,
            Decompression = decompress ?? scheme.SignsPlainBytes ? new Decompression(largest) : null,
            Redact = [.. section.Texts("Redact").Select(path => path.Text)],
            Handshakes = handshakes,
            VerifyToken = verifyToken,
            NewSecret = newSecret,
            Answer = answer,
            MovedTo = movedTo,
            MovedFrom = movedFrom,
            Retention = section.Span("Retention", ShortestRetention, TimeSpan.FromDays(3650)) ?? Source.DefaultRetention,
        };
        if (source is not null)
        {
            if (source.Retention < 2 * source.ReplayWindow)
            {
                section.Refuse("Retention", $"it is shorter than twice the replay window ({source.ReplayWindow:c}), so a repeat could be admitted after its event is deleted; raise it to {2 * source.ReplayWindow:c} at least, or shorten ReplayWindow");
            }

            section.RefuseUnread(Known);
        }

        return source;
    }

    public static SignatureScheme? ReadScheme(SettingsReader section, PresetCatalog presets)
    {
        if (section.Text("Scheme") is not { } name)
        {
            section.Refuse("Scheme", $"it is missing; choose {SchemeCatalog.Choices}");
            return null;
        }

        var parts = section.Section("Hmac");
        var hmac = new SchemeSettings
        {
            Algorithm = parts.Choice<SigningAlgorithm>("Algorithm"),
            AllowWeak = parts.Flag("AllowWeak"),
            SignatureHeader = parts.Text("SignatureHeader"),
            SignatureAt = parts.Text("SignatureAt"),
            Layout = parts.Choice<SignatureLayout>("Layout"),
            Separator = parts.Text("Separator"),
            Prefix = parts.Text("Prefix"),
            Encoding = parts.Choice<MacEncoding>("Encoding"),
            SignedContent = parts.Text("SignedContent"),
            SignedHeadersKey = parts.Text("SignedHeadersKey"),
            BodyDigest = parts.Text("BodyDigest"),
            TimestampHeader = parts.Text("TimestampHeader"),
            TimestampAt = parts.Text("TimestampAt"),
            TimestampKey = parts.Text("TimestampKey"),
            TimestampFormat = parts.Choice<TimeFormat>("TimestampFormat"),
            EventId = parts.Text("EventId"),
            EventType = parts.Text("EventType"),
            Nonce = parts.Text("Nonce"),
            DeliveryId = parts.Text("DeliveryId"),
            KeyForm = parts.Choice<KeyForm>("KeyForm"),
        };
        var options = new SchemeOptions
        {
            PublicUrl = section.Text("PublicUrl"),
            TopicArn = section.Text("TopicArn"),
            WebhookId = section.Text("WebhookId"),
            Audience = section.Text("Audience"),
            ServiceAccount = section.Text("ServiceAccount"),
            AcceptsUnsignedId = section.Choice<UnsignedId>("UnsignedId") is UnsignedId.Accept,
            NeedsNoId = section.Choice<Deduplicate>("Deduplicate") is { } chosen ? chosen == Deduplicate.None : null,
        };
        var scheme = SchemeCatalog.Find(name, hmac, options, presets, out var invalid);
        if (invalid is not null)
        {
            (invalid.Setting is "Scheme" or "Hmac" || typeof(SchemeOptions).GetProperty(invalid.Setting) is not null ? section : parts).Refuse(invalid.Setting, invalid.Problem);
        }

        return scheme;
    }

    private static Deduplicate ReadDeduplicate(SettingsReader section, SignatureScheme? scheme) =>
        section.Choice<Deduplicate>("Deduplicate") ?? (scheme?.NoDeduplication is null ? Deduplicate.ByEventId : Deduplicate.None);
}
