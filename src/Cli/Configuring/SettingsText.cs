using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Webhooks.Settings;

namespace Cli.Configuring;

// The text of a settings file. It is changed in place: comments, order and white space of everything else stay.
internal static class SettingsText
{
    public const string Empty = """
        {
          "IsEncrypted": false,
          "Values": {
            "FUNCTIONS_WORKER_RUNTIME": "dotnet-isolated",
            "AzureWebJobsStorage": "UseDevelopmentStorage=true"
          }
        }

        """;

    private const string Section = "Values";
    private const string Prefix = "Sources__";
    private static readonly JsonReaderOptions Tolerant = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static bool Has(string source, byte[] json) => Read(json).Properties.Any(property => IsOf(source, property.Key));

    /// <exception cref="JsonException">The text is not JSON with an object "Values".</exception>
    public static byte[] Without(string source, byte[] json)
    {
        // From the last one, so that the places of the others hold.
        foreach (var property in Enumerable.Reverse(Read(json).Properties).Where(property => IsOf(source, property.Key)))
        {
            var (start, end) = (property.Start, AfterComma(json, property.End) ?? property.End);
            var (lineStart, lineEnd) = (json.AsSpan(0, start).LastIndexOf((byte)'\n') + 1, end + json.AsSpan(end).IndexOf((byte)'\n') + 1);
            var standsAlone = IsBlank(json.AsSpan(lineStart, start - lineStart)) && lineEnd > end && IsBlank(json.AsSpan(end, lineEnd - end));
            json = standsAlone ? [.. json[..lineStart], .. json[lineEnd..]] : [.. json[..start], .. json[end..]];
        }

        return json;
    }

    /// <exception cref="JsonException">The text is not JSON with an object "Values".</exception>
    public static byte[] With(IReadOnlyList<KeyValuePair<string, string>> settings, byte[] json)
    {
        var (properties, end) = Read(json);
        var newLine = json.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        var indent = properties.Count > 0 ? Indent(json, properties[0].Start) : "    ";
        var block = string.Join("," + newLine, settings.Select(setting => $"{indent}{Quoted(setting.Key)}: {Quoted(setting.Value)}"));
        var insertAt = json.AsSpan(0, end).TrimEnd(" \t\r\n"u8).Length;
        var comma = properties.Count > 0 && AfterComma(json, properties[^1].End) is null ? "," : "";
        var lastEnd = properties.Count > 0 ? properties[^1].End : insertAt;
        var separator = properties.Count > 0 ? newLine + newLine : newLine;
        return [.. json[..lastEnd], .. Encoding.UTF8.GetBytes(comma), .. json[lastEnd..insertAt], .. Encoding.UTF8.GetBytes(separator + block + newLine + ClosingIndent(json, end)), .. json[end..]];
    }

    // In settings, a hyphen of the name is often written as an underscore.
    private static bool IsOf(string source, string key) => key.Replace(":", "__", StringComparison.Ordinal) is var flat
        && flat.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && string.Equals(SourceSettings.NameOf(flat[Prefix.Length..].Split("__")[0]), source, StringComparison.OrdinalIgnoreCase);

    private static (List<(string Key, int Start, int End)> Properties, int End) Read(byte[] json)
    {
        var skipped = json is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        var reader = new Utf8JsonReader(json.AsSpan(skipped), Tolerant);
        (List<(string, int, int)> Properties, int End)? found = null;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1 || !reader.ValueTextEquals(Section))
            {
                continue;
            }

            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                break;
            }

            var properties = new List<(string, int, int)>();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (key, start) = (reader.GetString()!, (int)reader.TokenStartIndex + skipped);
                reader.Read();
                reader.Skip();
                properties.Add((key, start, (int)reader.BytesConsumed + skipped));
            }

            found = (properties, (int)reader.TokenStartIndex + skipped);
        }

        return found ?? throw new JsonException($"There is no object \"{Section}\".");
    }

    // Behind the comma that follows, if one does; white space and comments may be between.
    private static int? AfterComma(byte[] json, int at)
    {
        while (at < json.Length)
        {
            if (json.AsSpan(at).StartsWith("//"u8))
            {
                at += json.AsSpan(at).IndexOf((byte)'\n') is var line and >= 0 ? line : json.Length - at;
            }
            else if (json.AsSpan(at).StartsWith("/*"u8))
            {
                at += json.AsSpan(at).IndexOf("*/"u8) + 2;
            }
            else if (json[at] == ',')
            {
                return at + 1;
            }
            else if (json[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                at++;
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    private static string Indent(byte[] json, int start)
    {
        var line = json.AsSpan(0, start);
        line = line[(line.LastIndexOf((byte)'\n') + 1)..];
        return IsBlank(line) ? Encoding.UTF8.GetString(line) : "    ";
    }

    private static string ClosingIndent(byte[] json, int end) => Indent(json, end) is var indent && indent.Length > 0 && json.AsSpan(0, end).EndsWith(Encoding.UTF8.GetBytes(indent)) ? indent : "";

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8).IsEmpty;

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
