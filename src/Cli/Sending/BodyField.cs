using System.Globalization;
using System.Text.Json.Nodes;

namespace Cli.Sending;

// A field of a JSON body by its path: data.id, events[0].id, [0].id.
internal static class BodyField
{
    /// <summary>The body with the value there; objects and arrays on the way are made where they are missing.</summary>
    public static JsonNode Put(JsonNode body, string path, string value) =>
        Put(body, path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries), value);

    private static JsonNode Put(JsonNode? at, ReadOnlySpan<string> steps, string value)
    {
        if (steps.IsEmpty)
        {
            return JsonValue.Create(value);
        }

        if (steps[0] is ['[', .. var number, ']'] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var entry))
        {
            var array = at as JsonArray ?? [];
            while (array.Count <= entry)
            {
                array.Add((JsonNode?)null);
            }

            return Set(array, array[entry], steps, value, made => array[entry] = made);
        }

        var owner = at as JsonObject ?? [];
        var name = steps[0];
        return Set(owner, owner[name], steps, value, made => owner[name] = made);
    }

    // A node that is there already keeps its place.
    private static JsonNode Set(JsonNode owner, JsonNode? known, ReadOnlySpan<string> steps, string value, Action<JsonNode> set)
    {
        if (Put(known, steps[1..], value) is var made && made != known)
        {
            set(made);
        }

        return owner;
    }
}
