using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Content;

// Writes a value where a sender has it beside the headers.
internal static class BodyEdit
{
    private static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The delivery with the value there; the same when it is there already, or when the body has no such place.</summary>
    public static Delivery Set(Delivery delivery, FieldLocation place, string value, bool isNumber = false) => place switch
    {
        _ when place.Find(new BodyFields(delivery, place.Path is { } path ? [path] : [])) == value => delivery,
        { Header: { } header } => delivery with { Headers = delivery.Headers.With(header, value) },
        { Query: { } name } => delivery with { Query = Set(delivery.Query, name, value) },
        { Form: { } name } => delivery with { Body = Encoding.UTF8.GetBytes(Set(Encoding.UTF8.GetString(delivery.Body.Span), name, value)) },
        { Path: { } path } => delivery with { Body = SetJson(delivery.Body, path, isNumber ? JsonNode.Parse(value)! : JsonValue.Create(value)) },
        _ => delivery,
    };

    private static string Set(string fields, string name, string value)
    {
        var others = fields.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(field => Uri.UnescapeDataString(field.Split('=')[0].Replace('+', ' ')) != name);
        return string.Join('&', others.Append($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}"));
    }

    private static ReadOnlyMemory<byte> SetJson(ReadOnlyMemory<byte> body, string path, JsonNode value)
    {
        try
        {
            var root = JsonNode.Parse(body.Span);
            var keys = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
            var at = root;
            for (var depth = 0; depth < keys.Length && at is not null; depth++)
            {
                at = depth == keys.Length - 1 ? Put(at, keys[depth], value) : Child(at, keys[depth]);
            }

            return at is null ? body : JsonSerializer.SerializeToUtf8Bytes(root, AsIs);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            return body;
        }
    }

    private static JsonNode? Child(JsonNode at, string key) => at switch
    {
        JsonArray array => Index(key) is { } index && index < array.Count ? array[index] : null,
        JsonObject owner when owner[key] is { } child => child,
        JsonObject owner when Index(key) is null => owner[key] = new JsonObject(),
        _ => null,
    };

    private static JsonNode? Put(JsonNode at, string key, JsonNode value) => at switch
    {
        JsonArray array when Index(key) is { } index && index < array.Count => array[index] = value,
        JsonObject owner when Index(key) is null => owner[key] = value,
        _ => null,
    };

    private static int? Index(string key) => key.StartsWith('[') && int.TryParse(key.AsSpan(1, key.Length - 2), out var index) ? index : null;
}
