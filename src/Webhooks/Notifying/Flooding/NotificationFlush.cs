namespace Webhooks.Notifying.Flooding;

/// <summary>Each minute: closes windows that are over, requeues messages whose queue message was lost, and removes what is past its retention.</summary>
public sealed class NotificationFlush(
    FloodGate gate, INotificationLedger ledger, IMessageLedger messages, INotificationLog log, INotificationQueue queue, ChannelCatalog channels, TimeProvider clock)
{
    /// <summary>How long past due a message may be before its queue message counts as lost.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    // A queue redelivers a message for seven days.
    private static readonly TimeSpan LongestRepeat = TimeSpan.FromDays(8);
    private static readonly TimeSpan DeadRetention = TimeSpan.FromDays(30);

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(channels.All.Select(channel => FlushAsync(channel, cancellationToken)));
        await messages.RemoveDeadAsync(clock.GetUtcNow() - DeadRetention, cancellationToken);
        await log.ForgetAsync(clock.GetUtcNow(), cancellationToken);
    }

    private async Task FlushAsync(ChannelOptions channel, CancellationToken cancellationToken)
    {
        await gate.CloseAsync(channel, cancellationToken);
        var now = clock.GetUtcNow();
        await foreach (var waiting in messages.ListAsync(channel.Name, cancellationToken))
        {
            if (waiting.Due + Grace < now && !(waiting.ClaimedUntil > now))
            {
                await queue.SendAsync(MessageCall.For(channel.Name, waiting.Message.Id), TimeSpan.Zero, cancellationToken);
            }
        }

        await ledger.ForgetAsync(channel.Name, now - LongestRepeat, cancellationToken);
    }
}
