using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Tests;

/// <summary>Looks through a typed event as a whole.</summary>
internal static class Record
{
    /// <summary>How many values it holds, declared or not.</summary>
    public static int Leaves(object? value) => value switch
    {
        null => 0,
        OpenRecord record => Fields(record).Sum(Leaves),
        JsonElement element => JsonNode.Parse(element.GetRawText()).Leaves(),
        string => 1,
        IDictionary map => map.Values.Cast<object?>().Sum(Leaves),
        IEnumerable list => list.Cast<object?>().Sum(Leaves),
        _ => 1,
    };

    private static IEnumerable<object?> Fields(OpenRecord record) =>
        record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => property.GetValue(record));
}
