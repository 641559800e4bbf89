using System.Text.Json.Serialization;

namespace Webhooks.Notifying.Flooding;

/// <summary>What a channel received about one fingerprint: one subject of one rule of one source.</summary>
public sealed record SubjectFlood : IFlood
{
    /// <summary>The latest failure; null when only a recovery is known.</summary>
    public Notification? Latest { get; init; }

    /// <summary>Null: the next failure is sent immediately.</summary>
    public DateTimeOffset? WindowEnds { get; init; }

    [JsonPropertyName("Untold")]
    public SuppressedCounts? Suppressed { get; init; }
    public int Total { get; init; }
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether a failure had its own message: then its recovery gets one, too.</summary>
    [JsonPropertyName("IsTold")]
    public bool IsNotified { get; init; }

    /// <summary>The rule's window that counted it last: a window counts each subject once.</summary>
    public DateTimeOffset? CountedIn { get; init; }
    public DateTimeOffset? RecoveredAt { get; init; }
    public DateTimeOffset HeardAt { get; init; }

    public bool IsFailing => Latest is not null;

    public DateTimeOffset Due => WindowEnds ?? HeardAt + FloodControl.Memory;
}
