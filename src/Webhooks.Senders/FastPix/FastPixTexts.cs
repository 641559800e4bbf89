using System.Text.Json;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.FastPix;

internal static class FastPixTexts
{
    // The title that the team chose, else the id. Other metadata is never displayed: its content is unknown.
    public static string Name(IReadOnlyDictionary<string, JsonElement>? metadata, string? id) =>
        Title(metadata) is { } title ? $"\"{title}\"" : SafeText.First(id) ?? "(unknown)";

    public static string? Title(IReadOnlyDictionary<string, JsonElement>? metadata) => SafeText.First(Text(metadata, "title"), Text(metadata, "name"));

    public static string InWorkspace(FastPixWorkspace? workspace) =>
        SafeText.First(workspace?.Name, workspace?.Id) is { } name ? $" in workspace {name}" : "";

    /// <summary>Who changed it, where the event says so.</summary>
    public static string By<T>(FastPixEvent<T> body)
        where T : OpenRecord =>
        SafeText.First(body.Accessor) is { } accessor ? $", changed by {accessor}{(SafeText.First(body.AccessorSource) is { } place ? $" ({place})" : "")}"
        : SafeText.First(body.AccessorSource) is { } source ? $", changed by {source}"
        : "";

    /// <summary>What kind of test it is; null when it is none.</summary>
    public static string? TestOf(ITestable? data) => data switch
    {
        { Test: true } => "test",
        { Trial: true } => "trial",
        _ => null,
    };

    // The last part of the event type: what happened.
    public static string Outcome(EventContext context) => context.EventType[(context.EventType.LastIndexOf('.') + 1)..].ToLowerInvariant();

    private static string? Text(IReadOnlyDictionary<string, JsonElement>? metadata, string key) =>
        metadata is not null && metadata.TryGetValue(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
