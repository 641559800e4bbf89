using System.Text.Json;

namespace Proof.Fuzz;

/// <summary>Which event a signed body is about: by the data of a preset, or for schemes that are code by the senders' pages.</summary>
/// <param name="Id">The event id; null when a key that decides stands there twice, or none can be had.</param>
/// <param name="Stated">Whether the body names an event at all.</param>
internal sealed record Identity(string? Id, bool Stated)
{
    public string? Nonce { get; private init; }

    public DateTimeOffset? Time { get; private init; }

    public static Identity Of(string scheme, Manner manner, Message sent, string names)
    {
        if (scheme is not ("standard-webhooks" or "envless" or "valara" or "fastpix" or "novavms"))
        {
            return new(Naming.Id(manner.EventId, manner, sent, names), true) { Nonce = manner.Nonce is { } nonce ? Naming.Id(nonce, manner, sent, names) : null };
        }

        var headerId = manner.SignedHeader is { } header ? sent.Value(header) : null;
        return sent.Json is not { ValueKind: JsonValueKind.Object } body
            ? new(headerId, false)
            : scheme switch
            {
                "standard-webhooks" or "envless" => new(headerId, true),
                "valara" => new(Text(body, "event_id"), true) { Nonce = Text(body, "nonce") },
                "fastpix" => new(
                    Doubled(body, "id", "webhookId", "type") ? null : Text(body, "id") ?? Text(body, "webhookId") ?? Place.Hash(sent.Body),
                    Has(body, "id") || Has(body, "webhookId") || Has(body, "type")),
                _ => NovaVms(body, Place.Hash(sent.Body)),
            };
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
        parent.EnumerateObject().Where(property => Walk.Is(property, name) && property.Value.ValueKind == JsonValueKind.Object).Select(property => (JsonElement?)property.Value).LastOrDefault();

    private static bool Doubled(JsonElement parent, params string[] names) =>
        names.Any(name => parent.EnumerateObject().Count(property => Walk.Is(property, name)) > 1);

    private static bool Has(JsonElement parent, string name) => parent.EnumerateObject().Any(property => Walk.Is(property, name) && property.Value.ValueKind != JsonValueKind.Null);

    /// <summary>The text of a key that stands there once.</summary>
    private static string? Text(JsonElement parent, string name) =>
        parent.EnumerateObject().Where(property => Walk.Is(property, name)).ToArray() is [var only] ? Walk.Text(only.Value) : null;
}
