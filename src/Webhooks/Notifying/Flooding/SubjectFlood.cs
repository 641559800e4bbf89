using System.Text.Json.Serialization;

namespace Webhooks.Notifying.Flooding;

/// <summary>What a channel has heard of one fingerprint: one thing, by one rule of one source.</summary>
public sealed record SubjectFlood : IFlood
{
    /// <summary>The latest failure, for the words of a digest; null when only a recovery is known.</summary>
    public Notification? Latest { get; init; }

    /// <summary>Until when further ones are counted instead of told; null when the next is told at once.</summary>
    public DateTimeOffset? WindowEnds { get; init; }

    /// <summary>What was counted in the window.</summary>
    [JsonPropertyName("Untold")]
    public SuppressedCounts? Suppressed { get; init; }

    /// <summary>How many there have been since <see cref="Since" />.</summary>
    public int Total { get; init; }

    /// <summary>When the first of them happened.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether a failure was told by itself: then its end is told, too.</summary>
    [JsonPropertyName("IsTold")]
    public bool IsNotified { get; init; }

    /// <summary>The window of the rule that it was last counted in, so that it is one of its subjects only once.</summary>
    public DateTimeOffset? CountedIn { get; init; }

    /// <summary>The latest moment it is known to have been well again.</summary>
    public DateTimeOffset? RecoveredAt { get; init; }

    /// <summary>When the channel last heard of it.</summary>
    public DateTimeOffset HeardAt { get; init; }

    /// <summary>Whether it has failed and not recovered.</summary>
    public bool IsFailing => Latest is not null;

    /// <inheritdoc />
    public DateTimeOffset Due => WindowEnds ?? HeardAt + FloodControl.Memory;
}
