namespace Webhooks.Notifying.Flooding;

/// <summary>
/// Each minute: closes windows that are over, and requeues messages whose queue message was lost. Each ten minutes, until nothing is left: removes what is
/// past its retention.
/// </summary>
public sealed class NotificationFlush(
    FloodGate gate, INotificationLedger ledger, IMessageLedger messages, INotificationLog log, INotificationQueue queue, ChannelCatalog channels, TimeProvider clock)
{
    /// <summary>How long past due a message may be before its queue message counts as lost.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    // A queue redelivers a message for seven days.
    private static readonly TimeSpan LongestRepeat = TimeSpan.FromDays(8);
    private static readonly TimeSpan DeadRetention = TimeSpan.FromDays(30);

    private const string OfAllChannels = "";

    private readonly Pauses<string> nothingOver = new(TimeSpan.FromMinutes(10));

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(channels.All.Select(channel => FlushAsync(channel, cancellationToken)));
        await RemoveAsync(OfAllChannels, async now =>
            await messages.RemoveDeadAsync(now - DeadRetention, cancellationToken) + await log.ForgetAsync(now, cancellationToken));
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

        await RemoveAsync(channel.Name, end => ledger.ForgetAsync(channel.Name, end - LongestRepeat, cancellationToken));
    }

    private async Task RemoveAsync(string what, Func<DateTimeOffset, Task<int>> remove)
    {
        var now = clock.GetUtcNow();
        if (!nothingOver.Hold(what, now) && await remove(now) == 0)
        {
            nothingOver.Begin(what, now);
        }
    }
}
