using System.Globalization;
using System.Text;
using System.Text.Json;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Content;

// Finds the values at requested paths in one pass. Everything else is skipped, however deep it is.
internal static class JsonPaths
{
    // A character takes six bytes at most, as \uXXXX. A longer value is too long and is not copied to find that out.
    private const int MaximumBytes = 6 * DeliveryHeaders.LongestId;

    public static void Read(ref Utf8JsonReader reader, string path, IReadOnlyList<string> paths, Dictionary<string, Value> values)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            ReadArray(ref reader, path, paths, values);
        }
        else
        {
            ReadObject(ref reader, path.Length == 0 ? "" : path + ".", paths, values);
        }
    }

    private static void ReadArray(ref Utf8JsonReader reader, string prefix, IReadOnlyList<string> paths, Dictionary<string, Value> values)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            var (path, isParent) = Requested(index, prefix, paths);
            if (path is null)
            {
                reader.Skip();
                continue;
            }

            // The array itself may be there twice.
            values[path] = new Value(reader.TokenType, Scalar(ref reader), IsDoubled: values.ContainsKey(path));
            ReadOrSkip(ref reader, path, isParent, paths, values);
        }
    }

    // By index: an enumerator for each key would be memory that grows with the body.
    private static void ReadObject(ref Utf8JsonReader reader, string prefix, IReadOnlyList<string> paths, Dictionary<string, Value> values)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (path, isParent) = Requested(ref reader, prefix, paths);
            reader.Read();
            if (path is null)
            {
                reader.Skip();
                continue;
            }

            var kind = reader.TokenType;
            var isDoubled = values.TryGetValue(path, out var earlier);
            values[path] = isDoubled && earlier.Kind != JsonTokenType.Null
                ? earlier with { IsDoubled = true }
                : new Value(kind, Scalar(ref reader), isDoubled);
            ReadOrSkip(ref reader, path, isParent, paths, values);
        }
    }

    private static void ReadOrSkip(ref Utf8JsonReader reader, string path, bool isParent, IReadOnlyList<string> paths, Dictionary<string, Value> values)
    {
        if (isParent && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            Read(ref reader, path, paths, values);
        }
        else
        {
            reader.Skip();
        }
    }

    // The requested path that the current property is, and whether longer requested paths begin with it.
    private static (string? Path, bool IsParent) Requested(ref Utf8JsonReader reader, string prefix, IReadOnlyList<string> paths)
    {
        var (found, isParent) = ((string?)null, false);
        for (var at = 0; at < paths.Count && !isParent; at++)
        {
            var path = paths[at];
            var end = NextEnd(path, prefix.Length);
            if (end != prefix.Length && path.StartsWith(prefix, StringComparison.Ordinal) && Is(ref reader, end < 0 ? path.AsSpan(prefix.Length) : path.AsSpan(prefix.Length, end - prefix.Length)))
            {
                found ??= end < 0 ? path : path[..end];
                isParent = end > prefix.Length;
            }
        }

        return (found, isParent);
    }

    // The same for an element of an array.
    private static (string? Path, bool IsParent) Requested(int index, string prefix, IReadOnlyList<string> paths)
    {
        var (found, isParent) = ((string?)null, false);
        for (var at = 0; at < paths.Count && !isParent; at++)
        {
            var path = paths[at];
            if (path.Length > prefix.Length && path[prefix.Length] == '[' && path.StartsWith(prefix, StringComparison.Ordinal)
                && path.IndexOf(']', prefix.Length) is > 0 and var close
                && int.TryParse(path.AsSpan(prefix.Length + 1, close - prefix.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted == index)
            {
                found ??= path[..(close + 1)];
                isParent = close + 1 < path.Length;
            }
        }

        return (found, isParent);
    }

    // Most keys are plain ASCII, and most are not requested.
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<char> name) =>
        reader.ValueIsEscaped || !Ascii.IsValid(name) ? reader.ValueTextEquals(name) : Ascii.Equals(reader.ValueSpan, name);

    private static string Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.Number when reader.ValueSpan.Length > MaximumBytes => "",
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
        _ => "",
    };

    // Where the step of a path ends that begins before start; -1 when the path does.
    public static int NextEnd(string path, int start) =>
        start >= path.Length ? -1 : path.AsSpan(start).IndexOfAny('.', '[') is >= 0 and var at ? start + at : -1;

    internal readonly record struct Value(JsonTokenType Kind, string Text, bool IsDoubled);
}
