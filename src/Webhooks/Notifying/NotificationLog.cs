using Microsoft.Extensions.Logging;

namespace Webhooks.Notifying;

/// <summary>A failure to write is logged and nothing more: the message itself matters more.</summary>
public sealed partial class NotificationLog(INotificationLog ledger, TimeProvider clock, ILogger<NotificationLog> logger)
{
    internal Task DecidedAsync(string channel, Notification said, bool isNotified)
    {
        // The end of what nobody was told of is told to nobody, and counted nowhere.
        if (said.EventId is not { } eventId || (said.Notice.Recovered && !isNotified))
        {
            return Task.CompletedTask;
        }

        var decided = new NotificationLogEntry
        {
            Source = said.Source,
            EventId = eventId,
            Channel = channel,
            NotificationId = said.Id,
            Rule = said.Notice.Rule,
            Subject = said.Notice.Subject,
            StatusKind = said.Notice.StatusKind,
            StatusId = said.Notice.StatusId,
            At = clock.GetUtcNow(),
            Outcome = isNotified ? NotificationLogEntry.Queued : NotificationLogEntry.Folded,
        };
        return HarmlesslyAsync(() => ledger.NoteAsync(decided, CancellationToken.None), channel);
    }

    internal Task SettledAsync(string channel, ChannelMessage message, string outcome)
    {
        // A digest stands for many events, and each of them has its line.
        if (message is not { Kind: MessageKind.AtOnce or MessageKind.Recovered, Source: { } source, EventId: { } eventId, Rule: { } rule, Subject: not null })
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
#pragma warning disable CA1031 // Thrown on, it would have the notification decided about, or the message sent, once more.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotWritten(logger, channel, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Channel {Channel}: what people were told was not written down ({Problem}).")]
        public static partial void NotWritten(ILogger logger, string channel, string problem);
    }
}
