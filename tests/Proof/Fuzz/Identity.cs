using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Proof.Fuzz;

/// <summary>Which event a signed body is about, by the senders' pages, read with a JSON document and not with the product's reader.</summary>
/// <param name="Id">The event id; null when a key that decides stands there twice, or none can be had.</param>
/// <param name="Stated">Whether the body names an event at all.</param>
internal sealed record Identity(string? Id, bool Stated)
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000_000 };

    public string? Nonce { get; private init; }

    public DateTimeOffset? Time { get; private init; }

    public static Identity Of(string scheme, string headerId, IReadOnlyList<(string Name, string Value)> headers, byte[] body)
    {
        var hash = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(body));
        if (scheme is "github" or "shopify")
        {
            string[][] places = scheme == "github" ? [["X-GitHub-Delivery"]] : [["X-Shopify-Event-Id", "X-Shopify-Topic"], ["X-Shopify-Webhook-Id"]];
            return new(places.Select(names => Joined(names, headers, hash)).FirstOrDefault(id => id is not null) ?? hash, true);
        }

        try
        {
            using var json = JsonDocument.Parse(body.AsMemory(body.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0), Deep);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Of(scheme, headerId, json.RootElement, hash) : new(Bodiless(scheme, headerId, hash), false);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new(Bodiless(scheme, headerId, hash), false);
        }
    }

    // Unsigned ids with the hash of the body; a plus sign in one of them is not the one between them. Null where one is missing or too long.
    private static string? Joined(string[] names, IReadOnlyList<(string Name, string Value)> headers, string hash)
    {
        var values = names.Select(name => Manner.Values(headers, name).FirstOrDefault(value => value.Length > 0)).ToList();
        var id = string.Join('+', values.Select(value => value?.Replace("%", "%25", StringComparison.Ordinal).Replace("+", "%2B", StringComparison.Ordinal)).Append(hash));
        return values.TrueForAll(value => value is { Length: <= 1024 }) && id.Length <= 1024 ? id : null;
    }

    private static string? Bodiless(string scheme, string headerId, string hash) => scheme switch
    {
        "standard-webhooks" or "svix" or "envless" => headerId,
        "slack" => hash,
        _ => null,
    };

    private static Identity Of(string scheme, string headerId, JsonElement body, string hash) => scheme switch
    {
        "standard-webhooks" or "svix" or "envless" => new(headerId, true),
        "valara" => new(Text(body, "event_id"), true) { Nonce = Text(body, "nonce") },
        "stripe" => new(Text(body, "id"), true),
        "slack" => new(Text(body, "event_id") ?? hash, true),
        "fastpix" => new(
            Doubled(body, "id", "webhookId", "type") ? null : Text(body, "id") ?? Text(body, "webhookId") ?? hash,
            Has(body, "id") || Has(body, "webhookId") || Has(body, "type")),
        _ => NovaVms(body, hash),
    };

    private static Identity NovaVms(JsonElement body, string hash)
    {
        var time = Text(body, "timestamp");
        var data = Of(body, "data");
        string? Field(string name) => data is { } fields ? Text(fields, name) : null;
        string? Plain(string kind, string? id) => id?.All(char.IsAsciiDigit) == true ? $"{kind}:{id}" : id;
        string? Reached(string? device) => device is not null && time is not null && (Field("new_status") ?? Field("status")) is { } status ? $"{device}:{status}:{time}" : null;
        var id = Text(body, "event_type") switch
        {
            "alert" => Plain("alert", Field("alert_id")),
            "event" => Plain("event", Field("event_id")),
            "camera_status" => Reached(Field("camera_id") ?? Field("id")),
            "gateway_status" => Reached(Field("gateway_id") ?? Field("id")),
            _ => null,
        };
        var isDoubled = Doubled(body, "event_type", "timestamp")
            || (Deciding(Text(body, "event_type"), Field) is { Length: > 0 } deciding && (Doubled(body, "data") || (data is { } parent && Doubled(parent, deciding))));
        return new(isDoubled ? null : id ?? hash, true)
        {
            Time = time is null ? null : Times.Read(time),
        };
    }

    // Of the others it does not matter how often they are there.
    private static string[] Deciding(string? type, Func<string, string?> field) => type switch
    {
        "alert" => ["alert_id"],
        "event" => ["event_id"],
        "camera_status" or "gateway_status" when type.Replace("status", "id", StringComparison.Ordinal) is var device =>
            (field(device) ?? field("id")) is null ? [device, "id"] : [device, "id", "status", "new_status"],
        _ => [],
    };

    private static JsonElement? Of(JsonElement parent, string name) =>
        parent.EnumerateObject().Where(property => property.NameEquals(name) && property.Value.ValueKind == JsonValueKind.Object).Select(property => (JsonElement?)property.Value).LastOrDefault();

    private static bool Doubled(JsonElement parent, params string[] names) =>
        names.Any(name => parent.EnumerateObject().Count(property => property.NameEquals(name)) > 1);

    private static bool Has(JsonElement parent, string name) => parent.EnumerateObject().Any(property => property.NameEquals(name) && property.Value.ValueKind != JsonValueKind.Null);

    /// <summary>The text of a key that stands there once.</summary>
    private static string? Text(JsonElement parent, string name)
    {
        var found = parent.EnumerateObject().Where(property => property.NameEquals(name)).ToArray();
        var text = found is not [var only] ? null : only.Value.ValueKind switch
        {
            // Longer than any id can be written: left unread, bad bytes and all.
            JsonValueKind.String when JsonMarshal.GetRawUtf8Value(only.Value).Length > 6 * 1024 + 2 => null,
            JsonValueKind.String => Read(only.Value),
            JsonValueKind.Number => only.Value.GetRawText(),
            _ => null,
        };
        return text?.Length is > 0 and <= 1024 ? text : null;
    }

    // Null where it is not text: bytes that are not UTF-8, an unpaired surrogate.
    private static string? Read(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
