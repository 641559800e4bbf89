using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Webhooks.Notifying.Flooding;
using Webhooks.Status;

namespace Webhooks.Notifying;

/// <summary>Takes a channel's notifications one after the other, decides what to say, writes it down, and has it said.</summary>
public sealed partial class FloodGate(
    INotificationLedger ledger, MessageSender sender, ChannelCatalog channels, TimeProvider clock, ILogger<FloodGate> logger, IStatusBoard? board = null)
{
    private const int MostTries = 20;

    // Several copies of this app decide side by side, and the version of a row tells who was first; here there is no need to find out.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);

    /// <summary>Decides about a notification. A channel that is configured no more hears of nothing.</summary>
    public async Task TakeAsync(Notification said, CancellationToken stop)
    {
        if (said.Channel is null || channels.Find(said.Channel) is not { Options: var channel })
        {
            Log.NoSuchChannel(logger, said.Channel ?? "", said.Source, said.Notice.Rule);
            return;
        }

        if (!await IsSoAsync(said, stop))
        {
            Log.NoLongerSo(logger, channel.Name, said.Source, said.Notice.Rule, said.Notice.Subject);
            return;
        }

        var message = await InTurnAsync(channel.Name, () => DecideAsync(said, channel, stop), stop);
        if (message is not null)
        {
            await sender.SendAsync(channel.Name, message.Id, stop);
        }
    }

    /// <summary>Ends the windows of a channel that are over, and says what they gathered.</summary>
    public async Task CloseAsync(ChannelOptions channel, CancellationToken stop)
    {
        await foreach (var due in ledger.FindDueAsync(channel.Name, clock.GetUtcNow(), stop))
        {
            var decision = ClosingWindows.Close(due.State, channel, clock.GetUtcNow());

            // Whatever changed in between is due again, in the next minute at the latest.
            var outcome = await InTurnAsync(channel.Name, () => ledger.CommitAsync(due, decision, null, stop), stop);
            if (outcome == CommitOutcome.Committed && decision.Message is { } message)
            {
                await sender.SendAsync(channel.Name, message.Id, stop);
            }
        }
    }

    private async Task<ChannelMessage?> DecideAsync(Notification said, ChannelOptions channel, CancellationToken stop)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var before = await ledger.LoadAsync(channel.Name, said, stop);
            var decision = FloodControl.Decide(before.State, said, channel, clock.GetUtcNow());
            switch (await ledger.CommitAsync(before, decision, said, stop))
            {
                case CommitOutcome.Committed:
                    return decision.Message;
                case CommitOutcome.Repeat:
                    Log.Repeat(logger, channel.Name, said.Id);
                    return null;
            }
        }

        // The host gives the message back; by then the crowd is gone.
        throw new InvalidOperationException($"Channel {channel.Name}: others were first {MostTries} times.");
    }

    private async Task<bool> IsSoAsync(Notification said, CancellationToken stop)
    {
        if (board is null || said.Notice is not { StatusKind: { } kind, StatusId: { } id, Recovered: false })
        {
            return true;
        }

        var row = await board.FindAsync(said.Source, kind, id, stop);
        return row is null || row.Latest.IsWrong || row.Latest.At <= said.At;
    }

    private async Task<T> InTurnAsync<T>(string channel, Func<Task<T>> act, CancellationToken stop)
    {
        var turn = turns.GetOrAdd(channel, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(stop);
        try
        {
            return await act();
        }
        finally
        {
            turn.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Channel {Channel} is configured no more; a notification of {Source} ({Rule}) was dropped.")]
        public static partial void NoSuchChannel(ILogger logger, string channel, string source, string rule);

        [LoggerMessage(Level = LogLevel.Information, Message = "Channel {Channel}: {Source} {Rule} about {Subject} is no longer so; nobody is told.")]
        public static partial void NoLongerSo(ILogger logger, string channel, string source, string rule, string subject);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Channel {Channel}: {Id} was heard before.")]
        public static partial void Repeat(ILogger logger, string channel, string id);
    }
}
