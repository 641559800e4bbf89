using System.Text.Json.Nodes;

namespace Webhooks.Senders.Tests;

/// <summary>Takes each promised field out of a sample in turn, and then makes it a value of the wrong type.</summary>
internal static class Promised
{
    public static void IsNamed(string scheme, string type, string envelope, string data)
    {
        string[] paths = [.. envelope.Split(' '), .. data.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(path => "data." + path)];
        foreach (var path in paths)
        {
            Breaches(scheme, type, body => body.Without(path)).ShouldBe([path + " Missing"]);
            Breaches(scheme, type, body => body.Parent(path, out var name)[name] = null).ShouldBe([path + " Missing"]);
            Breaches(scheme, type, body => Spoil(body.Parent(path, out var name), name)).ShouldBe([path + " Mistyped"]);
        }
    }

    private static IReadOnlyList<string> Breaches(string scheme, string type, Action<JsonObject> change)
    {
        var read = new Sample(scheme, type).With(change).Read();
        read.IsKnown.ShouldBeTrue();
        read.Data.ShouldNotBeNull();
        return [.. read.Breaches.Select(breach => $"{breach.Field} {breach.Kind}")];
    }

    private static void Spoil(JsonObject parent, string name) =>
        parent[name] = parent[name] is JsonValue value && value.TryGetValue<bool>(out _) ? "perhaps" : true;
}
