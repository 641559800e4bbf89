using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

/// <summary>Words for what has no name of its own.</summary>
internal static class FastPixTexts
{
    /// <summary>
    /// The title that the team gave the thing, else its id. The rest of the metadata stays where it is: nobody knows what is in it.
    /// </summary>
    public static string Name(IReadOnlyDictionary<string, JsonElement>? metadata, string? id) =>
        Plain.First(Text(metadata, "title"), Text(metadata, "name")) is { } title ? $"\"{title}\"" : Plain.First(id) ?? "(unknown)";

    public static string Place(FastPixWorkspace? workspace) =>
        Plain.First(workspace?.Name, workspace?.Id) is { } name ? $" in workspace {name}" : "";

    /// <summary>The last word of an event type, in lower case: what happened.</summary>
    public static string Outcome(EventContext on) => on.EventType[(on.EventType.LastIndexOf('.') + 1)..].ToLowerInvariant();

    private static string? Text(IReadOnlyDictionary<string, JsonElement>? metadata, string key)
    {
        try
        {
            return metadata is not null && metadata.TryGetValue(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair. What cannot be read is no title.
            return null;
        }
    }
}
