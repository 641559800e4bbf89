using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Proof.Fuzz;

/// <summary>Finds values in JSON by paths, with a JSON document and not with the product's reader.</summary>
internal static partial class Walk
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000_000 };

    public static JsonElement? Parse(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body.AsSpan(body.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0), Deep);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text at the path, and whether a key on the way stands there twice.</summary>
    public static (string? Text, bool IsDoubled) Find(JsonElement? root, string path)
    {
        if (root is not { } at)
        {
            return (null, false);
        }

        foreach (Match step in Step().Matches(path))
        {
            if (step.Groups["index"].Success)
            {
                var index = int.Parse(step.Groups["index"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
                if (at.ValueKind != JsonValueKind.Array || index >= at.GetArrayLength())
                {
                    return (null, false);
                }

                at = at[index];
                continue;
            }

            var found = at.ValueKind == JsonValueKind.Object ? at.EnumerateObject().Where(property => Is(property, step.Value)).ToArray() : [];
            if (found is not [var only])
            {
                return (null, found.Length > 1);
            }

            at = only.Value;
        }

        return (Text(at), false);
    }

    public static bool Is(JsonProperty property, string name)
    {
        try
        {
            return property.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return false;
        }
    }

    /// <summary>A string or the digits of a number; null where it is neither, empty, too long for an id, or no text.</summary>
    public static string? Text(JsonElement value)
    {
        try
        {
            var text = value.ValueKind switch
            {
                // Longer than any id can be written: left unread, bad bytes and all.
                JsonValueKind.String when JsonMarshal.GetRawUtf8Value(value).Length > 6 * 1024 + 2 => null,
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
            return text?.Length is > 0 and <= 1024 ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The body with another text in place of the first that stands right after a key of that name; itself when there is none.</summary>
    public static byte[] Replaced(byte[] body, string path, string from, string to)
    {
        var (key, old) = (Encoding.UTF8.GetBytes($"\"{path[(path.LastIndexOf('.') + 1)..]}\":"), Encoding.UTF8.GetBytes(from));
        for (var start = 0; body.AsSpan(start).IndexOf(key) is >= 0 and var found; start += found + key.Length)
        {
            var at = start + found + key.Length;
            at += at < body.Length && body[at] == '"' && !from.StartsWith('"') ? 1 : 0;
            if (body.AsSpan(at).StartsWith(old))
            {
                return [.. body[..at], .. Encoding.UTF8.GetBytes(to), .. body[(at + old.Length)..]];
            }
        }

        return body;
    }

    [GeneratedRegex(@"\[(?<index>[0-9]+)\]|[^.\[]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Step();
}
