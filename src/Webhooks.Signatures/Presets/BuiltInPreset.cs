using System.Globalization;
using System.Text.Json;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Presets;

/// <summary>
/// Reads a preset of the library, property by property: the first use of the serializer has the runtime compile some nine hundred methods, for which a
/// cold start has no time. A test holds the result against the serializer's, which reads a team's own files and says what is wrong with them.
/// </summary>
internal static class BuiltInPreset
{
    public static Preset Read(JsonElement file) => new()
    {
        Schema = Text(file, "$schema"),
        Title = Text(file, "title")!,
        Scheme = ReadScheme(file.GetProperty("scheme")),
        Token = Find(file, "token") is { } token ? ReadToken(token) : null,
        Topic = Find(file, "topic") is { } topic ? ReadTopic(topic) : null,
        PublishedKeys = Find(file, "publishedKeys") is { } keys ? ReadKeys(keys) : null,
        Weakness = Text(file, "weakness"),
        UnsignedId = Text(file, "unsignedId"),
        NoDeduplication = Text(file, "noDeduplication"),
        ReplayWindow = Span(file, "replayWindow"),
        Deadline = Span(file, "deadline"),
        SecretPaths = Texts(file, "secretPaths"),
        Answer = Find(file, "answer") is { } answer ? ReadAnswer(answer) : null,
        Handshakes = List(file, "handshakes", ReadHandshake),
        Facts = ReadFacts(file.GetProperty("facts")),
        Samples = ReadSamples(file.GetProperty("samples")),
    };

    private static SchemeSettings ReadScheme(JsonElement scheme) => new()
    {
        Algorithm = Choice<SigningAlgorithm>(scheme, "algorithm"),
        AllowWeak = Find(scheme, "allowWeak")?.GetBoolean(),
        SignatureHeader = Text(scheme, "signatureHeader"),
        SignatureAt = Text(scheme, "signatureAt"),
        Separator = Text(scheme, "separator"),
        Layout = Choice<SignatureLayout>(scheme, "layout"),
        Prefix = Text(scheme, "prefix"),
        Encoding = Choice<MacEncoding>(scheme, "encoding"),
        SignedContent = Text(scheme, "signedContent"),
        SignedHeadersKey = Text(scheme, "signedHeadersKey"),
        BodyDigest = Text(scheme, "bodyDigest"),
        TimestampHeader = Text(scheme, "timestampHeader"),
        TimestampAt = Text(scheme, "timestampAt"),
        TimestampKey = Text(scheme, "timestampKey"),
        TimestampFormat = Choice<TimeFormat>(scheme, "timestampFormat"),
        EventId = Text(scheme, "eventId"),
        EventType = Text(scheme, "eventType"),
        Nonce = Text(scheme, "nonce"),
        DeliveryId = Text(scheme, "deliveryId"),
        KeyForm = Choice<KeyForm>(scheme, "keyForm"),
    };

    private static TokenSettings ReadToken(JsonElement token) => new()
    {
        Issuer = Text(token, "issuer"),
        NamesAudience = Flag(token, "namesAudience"),
        NamesAddress = Flag(token, "namesAddress"),
        NamesAccount = Flag(token, "namesAccount"),
        BodyHash = Text(token, "bodyHash"),
        BodyHashEncoding = Choice<MacEncoding>(token, "bodyHashEncoding") ?? MacEncoding.Hex,
        IsNewForEachDelivery = Flag(token, "isNewForEachDelivery"),
    };

    private static TopicSettings ReadTopic(JsonElement topic) => new()
    {
        SignedLines = Texts(topic, "signedLines"),
        Field = Text(topic, "field")!,
        Version = Text(topic, "version")!,
        Confirmation = Text(topic, "confirmation")!,
        ConfirmAt = Text(topic, "confirmAt")!,
        ConfirmHost = Text(topic, "confirmHost")!,
    };

    private static PublishedKeySettings ReadKeys(JsonElement keys) => new()
    {
        KeySet = Text(keys, "keySet") is { } address ? new(address, UriKind.RelativeOrAbsolute) : null,
        CertificateAt = Text(keys, "certificateAt"),
        Host = Text(keys, "host"),
        Path = Text(keys, "path"),
        CommonName = Text(keys, "commonName"),
    };

    private static AnswerSettings ReadAnswer(JsonElement answer) => new()
    {
        Status = Find(answer, "status")?.GetInt32(),
        IsEmpty = Flag(answer, "isEmpty"),
        ContentType = Text(answer, "contentType"),
        Body = Text(answer, "body"),
    };

    private static HandshakeSettings ReadHandshake(JsonElement handshake) => new()
    {
        Method = Text(handshake, "method")!,
        When = Pairs(handshake, "when"),
        Challenge = Text(handshake, "challenge"),
        Token = Text(handshake, "token"),
        IsSigned = Flag(handshake, "isSigned"),
        Secret = Choice<SecretDelivery>(handshake, "secret"),
        Status = Find(handshake, "status")?.GetInt32(),
        ContentType = Text(handshake, "contentType"),
        Body = Text(handshake, "body"),
        Headers = Pairs(handshake, "headers"),
    };

    private static PresetFacts ReadFacts(JsonElement facts) => new()
    {
        Secret = Text(facts, "secret")!,
        Address = Text(facts, "address")!,
        Retries = Text(facts, "retries"),
        Sources = Texts(facts, "sources"),
    };

    private static PresetSamples ReadSamples(JsonElement samples) => new()
    {
        Default = Text(samples, "default")!,
        NewEventId = Text(samples, "newEventId")!,
        Headers = Pairs(samples, "headers"),
        Bodies = Map(samples, "bodies", body => body),
    };

    private static JsonElement? Find(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement json, string name) => Find(json, name)?.GetString();

    private static bool Flag(JsonElement json, string name) => Find(json, name)?.GetBoolean() == true;

    private static TimeSpan? Span(JsonElement json, string name) => Text(json, name) is { } text ? TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture) : null;

#pragma warning disable CA2263 // The generic form is compiled anew for each enum.
    private static T? Choice<T>(JsonElement json, string name) where T : struct, Enum => Text(json, name) is { } text ? (T)Enum.Parse(typeof(T), text, ignoreCase: true) : null;
#pragma warning restore CA2263

    private static List<string> Texts(JsonElement json, string name) => List(json, name, text => text.GetString()!);

    private static Dictionary<string, string> Pairs(JsonElement json, string name) => Map(json, name, text => text.GetString()!);

    private static List<T> List<T>(JsonElement json, string name, Func<JsonElement, T> read)
    {
        var items = new List<T>();
        for (var i = 0; Find(json, name) is { } list && i < list.GetArrayLength(); i++)
        {
            items.Add(read(list[i]));
        }

        return items;
    }

    private static Dictionary<string, T> Map<T>(JsonElement json, string name, Func<JsonElement, T> read)
    {
        var items = new Dictionary<string, T>();
        if (Find(json, name) is { } map)
        {
            foreach (var item in map.EnumerateObject())
            {
                items[item.Name] = read(item.Value);
            }
        }

        return items;
    }
}
