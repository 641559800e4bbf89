using System.Text.Json.Serialization;

namespace Webhooks.Operating;

/// <summary>A note for the history of an event. An unknown field is refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NoteRequest
{
    /// <summary>The longest note, in characters.</summary>
    public const int LongestNote = 1_000;

    /// <summary>The event.</summary>
    public string? EventId { get; init; }

    /// <summary>What to write down.</summary>
    public string? Note { get; init; }

    /// <summary>Who says it.</summary>
    public string? Who { get; init; }
}
