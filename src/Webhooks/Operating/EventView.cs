using Webhooks.Processing;

namespace Webhooks.Operating;

/// <summary>An event without its body and headers: those hold what people may not be shown.</summary>
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
    IReadOnlyList<HistoryEntry> History)
{
    /// <summary>An event as the API shows it.</summary>
    public static EventView Of(LedgerEvent found) => new(
        found.Key.Source,
        found.Key.EventId,
        found.EventType,
        found.Status.ToString(),
        found.Attempts,
        found.ReceivedAt,
        found.OccurredAt,
        found.NextAttemptAt,
        found.DeliveryId,
        found.SecretFingerprint,
        found.LastError,
        found.Body.Length,
        found.History);
}
