using System.Text.Json.Serialization;

namespace Webhooks.Notifying.Flooding;

/// <summary>What a channel received by one rule of one source, about different subjects.</summary>
public sealed record RuleFlood : IFlood
{
    public required Notification Latest { get; init; }

    /// <summary>Until then further subjects are counted.</summary>
    public DateTimeOffset WindowEnds { get; init; }

    /// <summary>Subjects whose failure had its own message in this window.</summary>
    [JsonPropertyName("Told")]
    public IReadOnlyList<string> Notified { get; init; } = [];

    /// <summary>Subjects whose recovery had its own message in this window.</summary>
    [JsonPropertyName("ToldWell")]
    public IReadOnlyList<string> NotifiedRecoveries { get; init; } = [];
    public int Total { get; init; }
    public DateTimeOffset Since { get; init; }

    [JsonPropertyName("Untold")]
    public SuppressedCounts? Suppressed { get; init; }

    public DateTimeOffset Due => WindowEnds;
}
