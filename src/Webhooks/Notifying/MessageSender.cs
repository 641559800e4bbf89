using Microsoft.Extensions.Logging;
using Webhooks.Processing;
using Webhooks.Telemetry;

namespace Webhooks.Notifying;

/// <summary>One attempt to send a message. A failure is retried later and ends as a dead letter, never as a notification.</summary>
public sealed partial class MessageSender(
    IMessageLedger ledger, NotificationLog notificationLog, INotificationQueue queue, ChannelCatalog channels, Random random, TimeProvider clock, ILogger<MessageSender> logger)
{
    public const int MostAttempts = 8;

    // Longer than the slowest channel takes, so that no two attempts overlap.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    // The default schedule of events; settings for events do not apply to channels.
    private readonly Backoff backoff = new(new ProcessingOptions(), random);

    public async Task SendAsync(MessageCall call, CancellationToken cancellationToken)
    {
        using var activity = WebhookTrace.Send(call.Channel, call.TraceParent);
        await SendAsync(call.Channel, call.MessageId, cancellationToken);
    }

    /// <summary>Does nothing when the message is gone, not yet due, or claimed.</summary>
    public async Task SendAsync(string channel, string messageId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await ledger.FindAsync(channel, messageId, cancellationToken);
        if (found is null || found.ClaimedUntil > now || found.Due > now + Tolerance
            || await ledger.ClaimAsync(found, now + Lease, cancellationToken) is not { } claimed)
        {
            return;
        }

        if (channels.Find(channel) is not { Channel: var target })
        {
            await DeadLetterAsync(claimed, "The channel is no longer configured.");
            return;
        }

        if (found.Attempts >= MostAttempts)
        {
            await DeadLetterAsync(claimed, claimed.LastError ?? "The worker stopped during every attempt; no error was recorded.");
            return;
        }

        await SettleAsync(claimed, await target.TrySendAsync(channels.Headed(claimed.Message), cancellationToken));
    }

    // The outcome is written even while the host is stopping: otherwise the message is sent again.
    private async Task SettleAsync(WaitingMessage claimed, ChannelOutcome outcome)
    {
        switch (outcome)
        {
            case ChannelOutcome.Sent sent:
                await ledger.RemoveAsync(claimed, CancellationToken.None);
                await notificationLog.SettledAsync(claimed.Channel, claimed.Message, NotificationLogEntry.Sent);
                Log.Sent(logger, claimed.Channel, claimed.Message.Kind, claimed.Message.Id, claimed.Message.Count, claimed.Attempts);
                if (sent.Remark is { } remark)
                {
                    Log.Remark(logger, claimed.Channel, claimed.Message.Id, remark);
                }

                break;
            case ChannelOutcome.RetryAfter asked:
                await PostponeAsync(claimed, "The channel asked to wait.", asked.Wait);
                break;
            case ChannelOutcome.Failed { Permanent: true } failed:
                await DeadLetterAsync(claimed, failed.Reason);
                break;
            case ChannelOutcome.Failed failed:
                await PostponeAsync(claimed, failed.Reason, TimeSpan.Zero);
                break;
        }
    }

    private async Task PostponeAsync(WaitingMessage claimed, string error, TimeSpan atLeast)
    {
        if (claimed.Attempts >= MostAttempts)
        {
            await DeadLetterAsync(claimed, error);
            return;
        }

        var wait = backoff.After(claimed.Attempts);
        wait = wait > atLeast ? wait : atLeast < LongestWait ? atLeast : LongestWait;
        await ledger.PostponeAsync(claimed, clock.GetUtcNow() + wait, error, CancellationToken.None);
        notificationLog.Postponed(claimed.Channel, claimed.Message);
        Log.Postponed(logger, claimed.Channel, claimed.Message.Id, claimed.Attempts, MostAttempts, error, wait);

        // If this queue message is lost, the flush sends another.
        await queue.SendAsync(MessageCall.For(claimed.Channel, claimed.Message.Id), wait, CancellationToken.None);
    }

    private async Task DeadLetterAsync(WaitingMessage claimed, string error)
    {
        await ledger.DeadLetterAsync(claimed, error, clock.GetUtcNow(), CancellationToken.None);
        await notificationLog.SettledAsync(claimed.Channel, claimed.Message, NotificationLogEntry.Failed);
        Log.DeadLettered(logger, claimed.Channel, claimed.Message.Id, claimed.Message.Title, claimed.Attempts, error);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Channel {Channel}: sent {Kind} {Id} (notifications: {Count}, attempt: {Attempt}).")]
        public static partial void Sent(ILogger logger, string channel, MessageKind kind, string id, int count, int attempt);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Channel {Channel}: sent {Id}, but {Remark}")]
        public static partial void Remark(ILogger logger, string channel, string id, string remark);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Channel {Channel}: attempt {Attempt} of {MostAttempts} at {Id} failed ({Error}); next in {Wait}.")]
        public static partial void Postponed(ILogger logger, string channel, string id, int attempt, int mostAttempts, string error, TimeSpan wait);

        [LoggerMessage(Level = LogLevel.Error, Message = "Channel {Channel}: dead letter {Id} (\"{Title}\"), attempts {Attempts}: {Error}")]
        public static partial void DeadLettered(ILogger logger, string channel, string id, string title, int attempts, string error);
    }
}
