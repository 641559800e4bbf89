using System.Text.Json.Serialization;

namespace Webhooks.Notifying.Flooding;

/// <summary>What a channel has heard by one rule of one source, about many different things.</summary>
public sealed record RuleFlood : IFlood
{
    /// <summary>The latest notification, for the words of a digest.</summary>
    public required Notification Latest { get; init; }

    /// <summary>Until when further things are counted instead of told.</summary>
    public DateTimeOffset WindowEnds { get; init; }

    /// <summary>The things whose failure was told by itself in this window.</summary>
    [JsonPropertyName("Told")]
    public IReadOnlyList<string> Notified { get; init; } = [];

    /// <summary>The things whose recovery was told by itself in this window.</summary>
    [JsonPropertyName("ToldWell")]
    public IReadOnlyList<string> NotifiedRecoveries { get; init; } = [];

    /// <summary>How many failures there have been since <see cref="Since" />.</summary>
    public int Total { get; init; }

    /// <summary>When the first of them happened.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>What was counted in the window.</summary>
    [JsonPropertyName("Untold")]
    public SuppressedCounts? Suppressed { get; init; }

    /// <inheritdoc />
    public DateTimeOffset Due => WindowEnds;
}
