using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Webhooks.Status;
using Webhooks.Telemetry;

namespace Webhooks.Notifying.Flooding;

/// <summary>Decides about a channel's notifications one at a time, records each decision, and sends the message it leads to.</summary>
public sealed partial class FloodGate(
    INotificationLedger ledger, MessageSender sender, NotificationLog notificationLog, ChannelCatalog channels, IStatusBoard board, TimeProvider clock, ILogger<FloodGate> logger)
{
    private const int MostAttempts = 50;

    // Several instances decide concurrently, and a row's version shows which was first; within one instance there is no need for that.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> locks = new(StringComparer.Ordinal);

    public async Task TakeAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var activity = WebhookTrace.Notify(notification.Source, notification.Notice.Rule, notification.Channel, notification.TraceParent);
        if (notification.Channel is null || channels.Find(notification.Channel) is not { Options: var channel })
        {
            Log.NoSuchChannel(logger, notification.Channel ?? "", notification.Source, notification.Notice.Rule);
            return;
        }

        if (await IsOutdatedAsync(notification, cancellationToken))
        {
            Log.Outdated(logger, channel.Name, notification.Source, notification.Notice.Rule, notification.Notice.Subject);
            return;
        }

        var decision = await CommitAsync(
            channel.Name,
            () => ledger.LoadAsync(channel.Name, notification, cancellationToken),
            state => FloodControl.Decide(state, notification, channel, clock.GetUtcNow()),
            notification,
            cancellationToken);
        if (decision is not null)
        {
            await notificationLog.DecidedAsync(channel.Name, notification, isNotified: decision.Message is not null);
            await SendAsync(channel.Name, decision.Message, cancellationToken);
        }
    }

    /// <summary>Ends the windows of a channel that are over, and sends what they counted.</summary>
    public async Task CloseAsync(ChannelOptions channel, CancellationToken cancellationToken)
    {
        await foreach (var key in ledger.FindDueAsync(channel.Name, clock.GetUtcNow(), cancellationToken))
        {
            var decision = await CommitAsync(
                channel.Name,
                () => ledger.LoadAsync(channel.Name, key, cancellationToken),
                state => ClosingWindows.Close(state, channel, clock.GetUtcNow()),
                null,
                cancellationToken);
            await SendAsync(channel.Name, decision?.Message, cancellationToken);
        }
    }

    // In a flood other instances change the same rows all the time: decide again until the decision rests on the current state.
    // Null for a repeat, about which was decided before.
    private async Task<FloodDecision?> CommitAsync(
        string channel, Func<Task<FloodSnapshot>> load, Func<FloodState, FloodDecision> decide, Notification? notification, CancellationToken cancellationToken)
    {
        var one = locks.GetOrAdd(channel, _ => new SemaphoreSlim(1));
        await one.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                var before = await load();
                var decision = decide(before.State);
                switch (await ledger.CommitAsync(before, decision, notification, cancellationToken))
                {
                    case CommitOutcome.Committed:
                        return decision;
                    case CommitOutcome.Repeat:
                        return null;
                }
            }

            // The host redelivers the message, and the timer runs again; by then the flood is over.
            throw new InvalidOperationException($"The state of flood control changed during each of {MostAttempts} attempts.");
        }
        finally
        {
            one.Release();
        }
    }

    private Task SendAsync(string channel, ChannelMessage? message, CancellationToken cancellationToken) =>
        message is null ? Task.CompletedTask : sender.SendAsync(channel, message.Id, cancellationToken);

    private async Task<bool> IsOutdatedAsync(Notification notification, CancellationToken cancellationToken) =>
        notification.Notice is { StatusKind: { } kind, StatusId: { } id, Recovered: false, Stays: false }
        && await board.FindAsync(notification.Source, kind, id, cancellationToken) is { Latest: { IsUnhealthy: false, At: var at } }
        && at > notification.At;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Channel {Channel} is no longer configured; a notification of {Source} ({Rule}) was dropped.")]
        public static partial void NoSuchChannel(ILogger logger, string channel, string source, string rule);

        [LoggerMessage(Level = LogLevel.Information, Message = "Channel {Channel}: {Source} {Rule} about {Subject} is outdated and was not sent.")]
        public static partial void Outdated(ILogger logger, string channel, string source, string rule, string subject);
    }
}
