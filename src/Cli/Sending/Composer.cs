using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cli.Rendering;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;

namespace Cli.Sending;

internal sealed record SendOptions(string? Type, byte[]? Body, DateTimeOffset? At, string? EventId, string? Nonce)
{
    public static SendOptions Default { get; } = new(null, null, null, null, null);
}

// Makes a delivery as the source's sender does: body, headers, signature.
internal sealed class Composer(ConfiguredSource source, SendOptions options, DateTimeOffset now)
{
    private const string ContentType = "Content-Type";

    private static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SenderProfile profile = SenderProfile.Of(source.Source.Scheme, source.Presets);

    public Delivery Compose(out string type)
    {
        type = options.Type ?? (options.Body is { } file ? Text(file, profile.Type) : null) ?? profile.Default;
        var at = options.At ?? now;
        var fill = new Placeholders(at, type) { Nonce = options.Nonce ?? Ulid.New(at) };
        fill.EventId = options.EventId ?? fill.Fill(profile.NewEventId);
        var body = options.Body is null ? FromSample(fill, type) : FromFile(options.Body, type);
        fill.Body = body;

        var mirrored = options.At is null && options.Body is not null ? Text(body, profile.Time) : null;
        return Sign(new Delivery(source.Source.Name, Headers(new DeliveryHeaders(), fill), body, at) { Query = Query }, mirrored);
    }

    // A handshake, with the headers and the signature of a delivery.
    public Delivery Sign(Delivery handshake)
    {
        var fill = new Placeholders(now, "handshake") { Nonce = Ulid.New(now), Body = handshake.Body };
        fill.EventId = fill.Fill(profile.NewEventId);
        return Sign(handshake with { Headers = Headers(handshake.Headers, fill) }, time: null);
    }

    private Delivery Sign(Delivery delivery, string? time) =>
        source.Sign(delivery, source.Source.Scheme.Definitions[0], time ?? SignedTime.Write(delivery.ReceivedAt, source.Source.Scheme.Definitions[0].TimestampFormat));

    private DeliveryHeaders Headers(DeliveryHeaders headers, Placeholders fill)
    {
        if (headers.Find(ContentType) is null && profile.Headers?.Keys.Contains(ContentType, StringComparer.OrdinalIgnoreCase) != true)
        {
            headers = headers.With(ContentType, LooksLikeForm(fill.Body.Span) ? "application/x-www-form-urlencoded" : "application/json");
        }

        foreach (var (name, template) in profile.Headers ?? new Dictionary<string, string>())
        {
            if (headers.Find(name) is null && fill.Fill(template) is { Length: > 0 } value)
            {
                headers.Add(name, value);
            }
        }

        // Headers that are named only in the settings, and those whose value was given.
        foreach (var (place, value, given) in new[] { (profile.EventId, fill.EventId, options.EventId), (profile.Nonce, fill.Nonce, options.Nonce) })
        {
            if (HeaderOf(place) is { } name && (given is not null || headers.Find(name) is null))
            {
                headers = headers.With(name, value);
            }
        }

        foreach (var name in source.Source.Scheme.Definitions[0].Content.Headers.Where(name => headers.Find(name) is null))
        {
            headers.Add(name, Guid.NewGuid().ToString());
        }

        return headers;
    }

    // Changes one letter or digit, as an attacker or a careless proxy would after signing.
    public static byte[] Tamper(ReadOnlySpan<byte> body)
    {
        var changed = body.ToArray();
        var at = changed.AsSpan().LastIndexOfAnyInRange((byte)'0', (byte)'z');
        if (at < 0)
        {
            throw new UsageException("--tamper: the body has no letter or digit to change.");
        }

        changed[at] ^= 1;
        return changed;
    }

    private byte[] FromSample(Placeholders fill, string type)
    {
        var template = Samples.Template(source.Source.Scheme.Name, type, source.Presets);
        Require(options.EventId, "--event-id", template.Contains("{{eventId}}", StringComparison.Ordinal) || HeaderOf(profile.EventIdOf(type)) is not null, type);
        Require(options.Nonce, "--nonce", template.Contains("{{nonce}}", StringComparison.Ordinal) || (IsDescribed ? profile.Nonce : HeaderOf(profile.Nonce)) is not null, type);
        var body = fill.Fill(template);
        return IsDescribed ? Described(JsonNode.Parse(body)!, fill, type) : Encoding.UTF8.GetBytes(body);
    }

    // By settings alone: the sample is of no sender in particular.
    private bool IsDescribed => source.Source.Scheme is ConfiguredScheme && source.Presets.Find(source.Source.Scheme.Name) is null;

    private byte[] Described(JsonNode body, Placeholders fill, string type)
    {
        foreach (var (place, value) in new[] { (profile.EventId, fill.EventId), (profile.Nonce, fill.Nonce), (profile.Type, type) })
        {
            body = JsonPath(place) is { } path ? BodyField.Put(body, path, value) : body;
        }

        return JsonSerializer.SerializeToUtf8Bytes(body, AsIs);
    }

    private byte[] FromFile(byte[] body, string type)
    {
        body = Put(body, profile.EventIdOf(type), options.EventId, "--event-id", type);
        return Put(body, profile.Nonce, options.Nonce, "--nonce", type);
    }

    private byte[] Put(byte[] body, string? place, string? value, string option, string type)
    {
        Require(value, option, place is not null, type);
        if (value is null || place is null || HeaderOf(place) is not null)
        {
            return body;
        }

        try
        {
            var root = JsonNode.Parse(body)!.AsObject();
            var keys = place["json:".Length..].Split('.');
            var owner = keys[..^1].Aggregate(root, (at, key) => at[key]?.AsObject() ?? throw new InvalidOperationException());
            owner[keys[^1]] = value;
            return JsonSerializer.SerializeToUtf8Bytes(root, AsIs);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new UsageException($"{option}: the body has no place for it ({place["json:".Length..]}); give a JSON object that has.");
        }
    }

    private void Require(string? value, string option, bool hasPlace, string type)
    {
        if (value is not null && !hasPlace)
        {
            throw new UsageException($"{option}: {source.Source.Scheme.Name} deliveries of {type} have no field for it.");
        }
    }

    // An address is configured at the sender with its query, which comes with each delivery.
    private string Query => source.PublicUrl is { } url && url.IndexOf('?', StringComparison.Ordinal) is var at and > 0 ? url[(at + 1)..] : "";

    private static bool LooksLikeForm(ReadOnlySpan<byte> body) =>
        body is [not ((byte)'{' or (byte)'[' or (byte)'<'), ..] && body.Contains((byte)'=') && !body.ContainsAnyInRange((byte)0, (byte)' ');

    private static string? Text(ReadOnlyMemory<byte> body, string? place) =>
        place is null ? null : SignedJson.Read(body, [place["json:".Length..]], out _)?.Text(place["json:".Length..]);

    private static string? JsonPath(string? place) =>
        place is not null && place.StartsWith("json:", StringComparison.Ordinal) ? place["json:".Length..] : null;

    private static string? HeaderOf(string? place) =>
        place is not null && place.StartsWith("header:", StringComparison.Ordinal) ? place["header:".Length..] : null;
}
