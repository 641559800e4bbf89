using System.Text.Json.Serialization;
using Webhooks.Status;

namespace Webhooks.Operating;

public sealed record StatusBoardView(DateTimeOffset At, [property: JsonPropertyName("things")] IReadOnlyList<ResourceView> Resources, bool More);

/// <param name="State">The sender's word.</param>
/// <param name="OccurredAt">By the sender's clock.</param>
/// <param name="Count">Consecutive events of this state.</param>
public sealed record ResourceView(
    string Source,
    string Kind,
    string Id,
    string State,
    bool IsUnhealthy,
    string Summary,
    DateTimeOffset OccurredAt,
    DateTimeOffset ChangedAt,
    int Count,
    string EventId,
    IReadOnlyDictionary<string, string> Details)
{
    /// <summary>Its sender reports that it happened, and never that it is over. Not unhealthy, and not healthy either.</summary>
    public bool IsAlert { get; init; }

    public static ResourceView Of(StatusRow row) => new(
        row.Source, row.Latest.Kind, row.Latest.Id, row.Latest.State, row.Latest.IsUnhealthy, row.Latest.Summary,
        row.Latest.At, row.LastChanged, row.Count, row.LastEventId, row.Latest.Details)
    {
        IsAlert = row.Latest is { Counts: true, IsUnhealthy: false },
    };
}
