using System.Globalization;
using System.Text.Json;

namespace Webhooks.Signatures.Handshakes;

// A path such as data.code or [0].data.code: names, and numbers of entries.
internal static class JsonSteps
{
    /// <summary>A string for each name and an int for each entry; null when the path is malformed.</summary>
    public static IReadOnlyList<object>? Read(string path)
    {
        var steps = new List<object>();
        foreach (var part in path.Split('.'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? part : part[..bracket];
            if (name.Length > 0)
            {
                steps.Add(name);
            }
            else if (bracket != 0 || steps.Count > 0)
            {
                return null;
            }

            foreach (var entry in bracket < 0 ? [] : part[(bracket + 1)..].Split('['))
            {
                if (!entry.EndsWith(']') || !int.TryParse(entry[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    return null;
                }

                steps.Add(number);
            }
        }

        return steps;
    }

    public static JsonElement? Find(JsonElement root, IReadOnlyList<object> steps)
    {
        var at = root;
        foreach (var step in steps)
        {
            if (step is int number ? at.ValueKind != JsonValueKind.Array || number >= at.GetArrayLength() : at.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            if (step is int entry)
            {
                at = at[entry];
            }
            else if (!at.TryGetProperty((string)step, out at))
            {
                return null;
            }
        }

        return at;
    }
}
