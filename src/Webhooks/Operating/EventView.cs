using Webhooks.Events;

namespace Webhooks.Operating;

/// <param name="Attempts">Since it was recorded or last redriven.</param>
/// <param name="OccurredAt">By the sender's clock.</param>
/// <param name="Headers">Of a signature, only that it was there.</param>
/// <param name="Body">Redacted, indented when it is JSON, cut when it is long.</param>
/// <param name="Admission">How it was admitted, in a sentence.</param>
/// <param name="Handlers">None before the first attempt, and none of an event that a version without them ended.</param>
/// <param name="Sections">What it says, where its sender is understood.</param>
/// <param name="Check">The <c>hook check</c> line for its delivery.</param>
public sealed record EventView(
    string Source,
    string EventId,
    string EventType,
    string Status,
    int Attempts,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? OccurredAt,
    DateTimeOffset NextAttemptAt,
    string? DeliveryId,
    string? SecretFingerprint,
    string? LastError,
    int BodyBytes,
    IReadOnlyList<HistoryEntry> History,
    string? ContentType,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string Body,
    string Admission,
    string Check,
    IReadOnlyList<NotificationLine> Notifications,
    IReadOnlyList<HandlerLine> Handlers,
    IReadOnlyList<Breach> Breaches,
    IReadOnlyList<EventSection> Sections);

/// <param name="Status"><c>Waiting</c>, <c>Paused</c> while it waits for a paused handler, <c>Done</c> or <c>Failed</c>.</param>
/// <param name="Attempts">Since it was recorded or last redriven.</param>
/// <param name="NextAttemptAt">Null unless it waits for its next attempt.</param>
public sealed record HandlerLine(string Name, string Status, int Attempts, DateTimeOffset? NextAttemptAt, string? LastError)
{
    public const string Paused = "Paused";

    /// <summary>The handler is paused, whether this event waits for it or not.</summary>
    public bool IsPaused { get; init; }
}

/// <param name="Outcome"><c>queued</c>, <c>sent</c>, <c>folded</c> into a later message, or <c>failed</c>.</param>
public sealed record NotificationLine(string Channel, string Rule, DateTimeOffset At, string Outcome);
