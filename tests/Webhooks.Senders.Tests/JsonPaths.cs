using System.Text.Json.Nodes;

namespace Webhooks.Senders.Tests;

/// <summary>Dotted paths into a body.</summary>
internal static class JsonPaths
{
    public static JsonObject Parent(this JsonObject body, string path, out string name)
    {
        var parts = path.Split('.');
        name = parts[^1];
        return parts[..^1].Aggregate(body, (at, part) => at[part].ShouldNotBeNull(path).AsObject());
    }

    public static JsonObject Without(this JsonObject body, string path)
    {
        body.Parent(path, out var name).Remove(name).ShouldBeTrue(path);
        return body;
    }

    /// <summary>Every path of the body, the parts of lists and names with a dot left aside.</summary>
    public static IEnumerable<string> Paths(this JsonObject body) =>
        body.Where(field => !field.Key.Contains('.', StringComparison.Ordinal)).SelectMany(field => field.Value is JsonObject inner ? inner.Paths().Select(path => $"{field.Key}.{path}").Prepend(field.Key) : [field.Key]);

    /// <summary>How many values, null aside, a body holds.</summary>
    public static int Leaves(this JsonNode? node) => node switch
    {
        null => 0,
        JsonObject inner => inner.Sum(field => field.Value.Leaves()),
        JsonArray list => list.Sum(element => element.Leaves()),
        _ => 1,
    };
}
