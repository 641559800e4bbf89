using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Proof.Fuzz;

/// <summary>Which event a signed body is about, by the senders' pages, read with a JSON document and not with the product's reader.</summary>
/// <param name="Id">The event id; null when a key that decides stands there twice, or none can be had.</param>
/// <param name="Stated">Whether the body names an event at all.</param>
internal sealed record Identity(string? Id, bool Stated)
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    public string? Nonce { get; private init; }

    public DateTimeOffset? Time { get; private init; }

    public static Identity Of(string scheme, string headerId, byte[] body)
    {
        var hash = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(body));
        if (scheme is "github" or "shopify")
        {
            return new(hash, true);
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
        "slack" => new(Slack(body) ?? hash, true),
        "fastpix" => new(
            Doubled(body, "id", "webhookId", "type", "createdAt", "created_at") ? null : Text(body, "id") ?? Text(body, "webhookId") ?? hash,
            Has(body, "id") || Has(body, "webhookId") || Has(body, "type")),
        _ => NovaVms(body, hash),
    };

    // Its id is a convenience: where anything that is asked for cannot be read for sure, the delivery goes by its bytes.
    private static string? Slack(JsonElement body)
    {
        var inner = Of(body, "event");
        var types = Text(body, "type") + Text(body, "event") + (inner is { } fields ? Text(fields, "type") : "");
        return Doubled(body, "event_id", "type", "event") || (inner is { } parent && Doubled(parent, "type")) || types.Length > 3072 ? null : Text(body, "event_id");
    }

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
        var isDoubled = Doubled(body, "event_type", "timestamp", "webhook_id", "data")
            || (data is { } parent && Doubled(parent, "alert_id", "event_id", "camera_id", "gateway_id", "id", "status", "new_status"));
        return new(isDoubled ? null : id ?? hash, true)
        {
            Time = time is null ? null : Times.Read(time),
        };
    }

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
            JsonValueKind.String => only.Value.GetString(),
            JsonValueKind.Number => only.Value.GetRawText(),
            _ => null,
        };
        return text?.Length is > 0 and <= 1024 ? text : null;
    }
}
