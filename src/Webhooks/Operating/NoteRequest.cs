using System.Text.Json.Serialization;

namespace Webhooks.Operating;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NoteRequest
{
    public const int LongestNote = 1_000;

    public string? EventId { get; init; }
    public string? Note { get; init; }
    public string? Who { get; init; }
}
