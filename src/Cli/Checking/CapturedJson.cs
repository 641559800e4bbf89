using System.Text;
using System.Text.Json;
using Cli.Rendering;
using Webhooks.Signatures.Deliveries;

namespace Cli.Checking;

// HAR, the events of AWS API Gateway, load balancers and function URLs, log entries of Google Cloud, and anything else with "headers"
// as an object or as a list of names and values.
internal static class CapturedJson
{
    private static readonly string[] Wrappers = ["request", "httpRequest", "event", "jsonPayload", "http"];

    public static Capture Read(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Read(Request(document.RootElement, path), path);
        }
        catch (JsonException failure)
        {
            throw new UsageException($"--headers: '{path}' begins as JSON and is not JSON (line {failure.LineNumber + 1}).");
        }
    }

    // What Read takes.
    public static string Write(IEnumerable<KeyValuePair<string, string>> headers, string url)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("method", "POST");
            json.WriteString("url", url);
            json.WriteStartArray("headers");
            foreach (var (name, value) in headers)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("value", value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static JsonElement Request(JsonElement root, string path)
    {
        var at = root;
        if (Find(at, "log") is { } log && Find(log, "entries") is { ValueKind: JsonValueKind.Array } entries)
        {
            at = entries;
        }

        // A list of requests, or of {name, value}.
        if (at.ValueKind == JsonValueKind.Array && at.EnumerateArray().Any(item => Find(item, "request") is not null || Headers(item) is not null))
        {
            at = at.GetArrayLength() == 1 ? at[0] : throw new UsageException($"--headers: '{path}' has {at.GetArrayLength()} requests; leave the one to check.");
        }

        while (Headers(at) is null && Wrappers.Select(name => Find(at, name)).FirstOrDefault(inner => inner?.ValueKind == JsonValueKind.Object) is { } inner)
        {
            at = inner;
        }

        return at;
    }

    private static Capture Read(JsonElement request, string path)
    {
        var headers = new DeliveryHeaders();
        foreach (var (name, value) in Fields(Headers(request) ?? request, path))
        {
            // HTTP/2's pseudo headers, which browsers write into HAR.
            if (name is not [':', ..])
            {
                headers.Add(name, value);
            }
        }

        var context = Find(request, "requestContext");
        return new Capture(headers)
        {
            Method = Text(request, "method") ?? Text(request, "httpMethod") ?? Text(request, "requestMethod") ?? (context is { } v2 && Find(v2, "http") is { } http ? Text(http, "method") : null),
            Url = Text(request, "url") ?? Text(request, "requestUrl") ?? AwsUrl(request, context),
            Body = Body(request),
        };
    }

    // With every value of a repeated name, where the capture has them.
    private static JsonElement? Headers(JsonElement request) =>
        Find(request, "multiValueHeaders") is { ValueKind: JsonValueKind.Object } all && all.EnumerateObject().Any() ? all
        : Find(request, "headers") is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } headers ? headers
        : null;

    private static IEnumerable<(string Name, string Value)> Fields(JsonElement headers, string path) => headers.ValueKind == JsonValueKind.Object
        ? headers.EnumerateObject().SelectMany(field => Values(field.Value, path).Select(value => (field.Name, value)))
        : headers.EnumerateArray().SelectMany(field => (Text(field, "name") ?? Text(field, "key")) is { } name && Find(field, "value") is { } value
            ? Values(value, path).Select(text => (name, text))
            : throw NotHeaders(path));

    private static IEnumerable<string> Values(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [value.GetRawText()],
        JsonValueKind.Null => [],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Values(item, path)),
        _ => throw NotHeaders(path),
    };

    private static string? AwsUrl(JsonElement request, JsonElement? context)
    {
        var path = Text(request, "rawPath") ?? (context is { } rest ? Text(rest, "path") : null) ?? Text(request, "path");
        var query = Text(request, "rawQueryString") is { Length: > 0 } raw ? "?" + raw : "";
        return path is null ? null : context is { } known && Text(known, "domainName") is { } host ? $"https://{host}{path}{query}" : path + query;
    }

    private static byte[]? Body(JsonElement request)
    {
        if (Find(request, "postData") is { } posted)
        {
            return Text(posted, "text") is { } text ? Bytes(text, Text(posted, "encoding") == "base64") : null;
        }

        return Text(request, "body") is { } body ? Bytes(body, Find(request, "isBase64Encoded")?.ValueKind == JsonValueKind.True) : null;
    }

    private static byte[] Bytes(string text, bool isBase64)
    {
        try
        {
            return isBase64 ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);
        }
        catch (FormatException)
        {
            throw new UsageException("--headers: the capture says that its body is Base64, and it is not.");
        }
    }

    private static JsonElement? Find(JsonElement owner, string name) => owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var found) ? found : null;

    private static string? Text(JsonElement owner, string name) => Find(owner, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static UsageException NotHeaders(string path) =>
        new($"--headers: '{path}' is JSON without headers; expected \"headers\" as an object, or as a list of {{\"name\", \"value\"}} (HAR).");
}
