using System.Text.Json;

namespace Webhooks.Redacting;

// Fields that hold secrets: by name, and by dotted paths from settings. Arrays are passed through: data.users.email means the e-mail
// of each user. Of a repeated key every value is meant.
internal sealed class SecretFields(IReadOnlyList<string> paths)
{
    // Shorter values occur in too many texts by chance.
    private const int ShortestValue = 4;

    // FastPix writes srtSecret and, in its documentation, srtSecert.
    private static readonly HashSet<string> SecretKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "streamKey", "stream_key", "srtSecret", "srtSecert", "srt_secret", "secret", "password", "token", "authorization", "api_key", "apiKey",
    };

    public void Write(JsonElement element, Utf8JsonWriter writer, string at = "")
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    var (name, path) = Named(property, at);
                    writer.WritePropertyName(name);
                    if (IsSecret(name, path) && property.Value.ValueKind != JsonValueKind.Null)
                    {
                        writer.WriteStringValue(Redactor.Mark);
                    }
                    else
                    {
                        Write(property.Value, writer, path);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, writer, at);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(TextOf(element));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    // The texts and numbers that are secrets, or are inside one.
    public void Collect(JsonElement element, List<string> secrets, string at = "", bool isSecret = false)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    var (name, path) = Named(property, at);
                    Collect(property.Value, secrets, path, isSecret || IsSecret(name, path));
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, secrets, at, isSecret);
                }

                break;
            case JsonValueKind.String or JsonValueKind.Number when isSecret && TextOf(element) is { Length: >= ShortestValue } text:
                secrets.Add(text);
                break;
        }
    }

    private bool IsSecret(string name, string path) =>
        SecretKeys.Contains(name) || paths.Contains(path, StringComparer.OrdinalIgnoreCase);

    private static (string Name, string Path) Named(JsonProperty property, string at)
    {
        var name = Readable(() => property.Name);
        return (name, at.Length == 0 ? name : $"{at}.{name}");
    }

    private static string TextOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? Readable(() => element.GetString()!) : element.GetRawText();

    // Invalid UTF-8 and unpaired surrogates must not prevent the rest from being shown.
    private static string Readable(Func<string> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
