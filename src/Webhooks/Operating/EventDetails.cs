using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Redacting;
using Webhooks.Redriving;

namespace Webhooks.Operating;

public sealed class EventDetails(IDeadLetterLedger ledger, INotificationLog notified, SourceCatalog sources, Redactor redactor)
{
    public async Task<EventView?> FindAsync(string source, string eventId, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(source, eventId, cancellationToken) is not { } found)
        {
            return null;
        }

        var notifications = await notified.ReadAsync(source, eventId, cancellationToken);
        var configured = sources.Find(source);
        var headers = ShownDelivery.Headers(configured, found.Headers, redactor.Of(source, found.Body.Span));
        return new EventView(
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
            found.History,
            headers.FirstOrDefault(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value,
            headers,
            ShownDelivery.Body(redactor, source, found.Body.Span),
            AdmissionOf(found),
            CheckLine.Of(configured, found.ReceivedAt),
            [.. notifications.OrderBy(one => one.At).Select(one => new NotificationLine(one.Channel, one.Rule, one.At, one.Outcome))]);
    }

    private static string AdmissionOf(LedgerEvent found)
    {
        var first = found.History.FirstOrDefault(entry => entry.What == HistoryEntry.Readmitted) is { } readmitted
            ? $"refused when it arrived, and readmitted {readmitted.Detail}"
            : $"accepted when it arrived, signed with the secret {found.SecretFingerprint}";
        var again = found.History.Count(entry => entry.What == HistoryEntry.Redriven && (entry.Detail?.StartsWith(HistoryEntry.BySender, StringComparison.Ordinal) ?? false));
        return again == 0 ? first : $"{first}; delivered again by the sender when it was a dead letter, {(again == 1 ? "once" : $"{again} times")}";
    }
}
