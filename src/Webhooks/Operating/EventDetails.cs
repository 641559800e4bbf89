using System.Text;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Processing;
using Webhooks.Redacting;

namespace Webhooks.Operating;

public sealed class EventDetails(IEventLookup events, IBodyStore bodies, INotificationLog notificationLog, SourceCatalog sources, PausedHandlers paused, Redactor redactor, IEventSections sections)
{
    public async Task<EventView?> FindAsync(string source, string eventId, CancellationToken cancellationToken)
    {
        if (await events.FindAsync(source, eventId, cancellationToken) is not { } found)
        {
            return null;
        }

        var notifications = await notificationLog.ReadAsync(source, eventId, cancellationToken);
        await paused.RefreshAsync(cancellationToken);
        var configured = sources.Find(source);
        var body = found.Stored is null ? found.Body : await bodies.ReadStartAsync(found.Stored, RedactedDelivery.MostText, cancellationToken);
        var headers = RedactedDelivery.Headers(configured, found.Headers, redactor.Of(source, body ?? default));
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
            // Of an event that came to its end after all, its history tells.
            found.Status == EventStatus.Processed ? null : found.LastError,
            found.BodyLength,
            found.History,
            headers.FirstOrDefault(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value,
            headers,
            body is { } shown ? RedactedDelivery.Body(redactor, source, shown, found.BodyLength) : $"(missing: the blob {found.Stored!.Name})",
            AdmissionOf(found),
            CheckLine.Of(configured, found.ReceivedAt),
            [.. notifications.OrderBy(entry => entry.At).Select(entry => new NotificationLine(entry.Channel, entry.Rule, entry.At, entry.Outcome))],
            [.. (found.Handlers ?? []).Select(LineOf)],
            found.Breaches,
            found.Stored is null ? sections.Of(found with { Body = Encoding.UTF8.GetBytes(redactor.Body(source, found.Body)) }) : []);
    }

    private HandlerLine LineOf(HandlerState state)
    {
        var isHeld = paused.Holds(state.Name);
        var waits = isHeld && state.Status == HandlerStatus.Waiting;
        return new(state.Name, waits ? HandlerLine.Paused : state.Status.ToString(), state.Attempts, waits ? null : state.NextAttemptAt, state.LastError) { IsPaused = isHeld };
    }

    private static string AdmissionOf(LedgerEvent found)
    {
        var first = found.History.FirstOrDefault(entry => entry.What == HistoryEntry.Readmitted) is { } readmitted
            ? $"refused on arrival, readmitted {readmitted.Detail}"
            : $"accepted on arrival, signed with the secret {found.SecretFingerprint}";
        var again = found.History.Count(entry => entry.What == HistoryEntry.Redriven && (entry.Detail?.StartsWith(HistoryEntry.BySender, StringComparison.Ordinal) ?? false));
        return again == 0 ? first : $"{first}; redelivered by the sender as a dead letter, {Quantity.Count(again, "time")}";
    }
}
