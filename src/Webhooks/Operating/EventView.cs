using Webhooks.Events;

namespace Webhooks.Operating;

/// <summary>An event as people may see it: everything but its secrets.</summary>
/// <param name="Source">The source.</param>
/// <param name="EventId">The event id.</param>
/// <param name="EventType">The sender's word, or <c>unknown</c>.</param>
/// <param name="Status">Where it stands in its life.</param>
/// <param name="Attempts">Attempts begun since it was recorded or last redriven.</param>
/// <param name="ReceivedAt">When the delivery that was accepted arrived.</param>
/// <param name="OccurredAt">When it happened, by the sender's clock.</param>
/// <param name="NextAttemptAt">When the next attempt is due.</param>
/// <param name="DeliveryId">The sender's id of the delivery.</param>
/// <param name="SecretFingerprint">The secret that verified it.</param>
/// <param name="LastError">What went wrong last.</param>
/// <param name="BodyBytes">Bytes of the body.</param>
/// <param name="History">What was done about it, oldest first.</param>
/// <param name="ContentType">The content type, as the sender said it.</param>
/// <param name="Headers">The headers that were kept; of a signature, only that it was there.</param>
/// <param name="Body">The body: redacted, indented when it is JSON, cut when it is long.</param>
/// <param name="Admission">How it came in, in a sentence.</param>
/// <param name="Check">A line for the terminal that judges its delivery there.</param>
/// <param name="Notifications">What people were told because of it.</param>
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
    IReadOnlyList<NotificationLine> Notifications);

/// <summary>What became of one notification on one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Rule">The rule.</param>
/// <param name="At">Since when it is so.</param>
/// <param name="Outcome"><c>queued</c>, <c>sent</c>, <c>folded</c> into a later message, or <c>failed</c>.</param>
public sealed record NotificationLine(string Channel, string Rule, DateTimeOffset At, string Outcome);
