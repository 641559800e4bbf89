using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

internal static class FastPixTexts
{
    // The title that the team chose, else the id. Other metadata is never displayed: its content is unknown.
    public static string Name(IReadOnlyDictionary<string, JsonElement>? metadata, string? id) =>
        SafeText.First(Text(metadata, "title"), Text(metadata, "name")) is { } title ? $"\"{title}\"" : SafeText.First(id) ?? "(unknown)";

    public static string InWorkspace(FastPixWorkspace? workspace) =>
        SafeText.First(workspace?.Name, workspace?.Id) is { } name ? $" in workspace {name}" : "";

    // The last part of the event type: what happened.
    public static string Outcome(EventContext context) => context.EventType[(context.EventType.LastIndexOf('.') + 1)..].ToLowerInvariant();

    private static string? Text(IReadOnlyDictionary<string, JsonElement>? metadata, string key) =>
        metadata is not null && metadata.TryGetValue(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
