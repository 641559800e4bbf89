using Microsoft.Extensions.Logging;
using Webhooks.Telemetry;

namespace Webhooks.Notifying;

/// <summary>A failure to write is logged and nothing more: the message itself matters more.</summary>
public sealed partial class NotificationLog(INotificationLog ledger, WebhookMetrics metrics, TimeProvider clock, ILogger<NotificationLog> logger)
{
    internal Task DecidedAsync(string channel, Notification notification, bool isNotified)
    {
        // The recovery of a failure that nobody was notified of has no message and no count.
        var isFolded = !isNotified && !notification.Notice.Recovered;
        if (isFolded)
        {
            metrics.Notified(notification.Source, channel, NotificationLogEntry.Folded);
        }

        if (notification.EventId is not { } eventId || !(isNotified || isFolded))
        {
            return Task.CompletedTask;
        }

        var decided = new NotificationLogEntry
        {
            Source = notification.Source,
            EventId = eventId,
            Channel = channel,
            NotificationId = notification.Id,
            Rule = notification.Notice.Rule,
            Subject = notification.Notice.Subject,
            StatusKind = notification.Notice.StatusKind,
            StatusId = notification.Notice.StatusId,
            At = clock.GetUtcNow(),
            Outcome = isNotified ? NotificationLogEntry.Queued : NotificationLogEntry.Folded,
        };
        return HarmlesslyAsync(() => ledger.NoteAsync(decided, CancellationToken.None), channel);
    }

    /// <summary>An attempt failed, and another follows.</summary>
    internal void Postponed(string channel, ChannelMessage message) => metrics.Notified(message.Source, channel, "postponed");

    internal Task SettledAsync(string channel, ChannelMessage message, string outcome)
    {
        metrics.Notified(message.Source, channel, outcome);

        // A digest covers many events, and each of them has its own entry.
        if (message is not { Kind: MessageKind.Immediate or MessageKind.Recovered, Source: { } source, EventId: { } eventId, Rule: { } rule, Subject: not null })
        {
            return Task.CompletedTask;
        }

        var settled = new NotificationLogEntry
        {
            Source = source,
            EventId = eventId,
            Channel = channel,
            NotificationId = message.Id,
            Rule = rule,
            Subject = message.Subject,
            At = clock.GetUtcNow(),
            Outcome = outcome,
        };
        return HarmlesslyAsync(() => ledger.SettleAsync(settled, CancellationToken.None), channel);
    }

    private async Task HarmlesslyAsync(Func<Task> write, string channel)
    {
        try
        {
            await write();
        }
#pragma warning disable CA1031 // If it were thrown, the decision or the sending would be repeated.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotWritten(logger, channel, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Channel {Channel}: the notification log could not be written ({Problem}).")]
        public static partial void NotWritten(ILogger logger, string channel, string problem);
    }
}
