using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Webhooks.Notifying.Flooding;
using Webhooks.Status;
using Webhooks.Telemetry;

namespace Webhooks.Notifying;

/// <summary>Decides about a channel's notifications one at a time, records each decision, and sends the message it leads to.</summary>
public sealed partial class FloodGate(
    INotificationLedger ledger, MessageSender sender, NotificationLog notified, ChannelCatalog channels, TimeProvider clock, ILogger<FloodGate> logger, IStatusBoard? board = null)
{
    private const int MostTries = 50;

    // Several copies of this app decide side by side, and the version of a row tells who was first; here there is no need to find out.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);

    public async Task TakeAsync(Notification said, CancellationToken cancellationToken)
    {
        using var activity = WebhookTrace.Notify(said.Source, said.Notice.Rule, said.Channel, said.TraceParent);
        if (said.Channel is null || channels.Find(said.Channel) is not { Options: var channel })
        {
            Log.NoSuchChannel(logger, said.Channel ?? "", said.Source, said.Notice.Rule);
            return;
        }

        if (!await IsSoAsync(said, cancellationToken))
        {
            Log.NoLongerSo(logger, channel.Name, said.Source, said.Notice.Rule, said.Notice.Subject);
            return;
        }

        var decision = await InTurnAsync(
            channel.Name,
            () => CommitAsync(() => ledger.LoadAsync(channel.Name, said, cancellationToken), state => FloodControl.Decide(state, said, channel, clock.GetUtcNow()), said, cancellationToken),
            cancellationToken);
        if (decision is not null)
        {
            await notified.DecidedAsync(channel.Name, said, isNotified: decision.Message is not null);
            await SendAsync(channel.Name, decision.Message, cancellationToken);
        }
    }

    /// <summary>Ends the windows of a channel that are over, and sends what they counted.</summary>
    public async Task CloseAsync(ChannelOptions channel, CancellationToken cancellationToken)
    {
        await foreach (var key in ledger.FindDueAsync(channel.Name, clock.GetUtcNow(), cancellationToken))
        {
            var decision = await InTurnAsync(
                channel.Name,
                () => CommitAsync(() => ledger.LoadAsync(channel.Name, key, cancellationToken), state => ClosingWindows.Close(state, channel, clock.GetUtcNow()), null, cancellationToken),
                cancellationToken);
            await SendAsync(channel.Name, decision?.Message, cancellationToken);
        }
    }

    // In the middle of a flood others change the same rows all the time: decide again until the decision is made from what is there.
    // Null of a repeat, about which was decided before.
    private async Task<FloodDecision?> CommitAsync(Func<Task<FloodSnapshot>> load, Func<FloodState, FloodDecision> decide, Notification? said, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var before = await load();
            var decision = decide(before.State);
            switch (await ledger.CommitAsync(before, decision, said, cancellationToken))
            {
                case CommitOutcome.Committed:
                    return decision;
                case CommitOutcome.Repeat:
                    return null;
            }
        }

        // The host gives the message back, and the timer comes again; by then the crowd is gone.
        throw new InvalidOperationException($"Others were first {MostTries} times.");
    }

    private Task SendAsync(string channel, ChannelMessage? message, CancellationToken cancellationToken) =>
        message is null ? Task.CompletedTask : sender.SendAsync(channel, message.Id, cancellationToken);

    private async Task<bool> IsSoAsync(Notification said, CancellationToken cancellationToken)
    {
        if (board is null || said.Notice is not { StatusKind: { } kind, StatusId: { } id, Recovered: false })
        {
            return true;
        }

        var row = await board.FindAsync(said.Source, kind, id, cancellationToken);
        return row is null || row.Latest.IsUnhealthy || row.Latest.At <= said.At;
    }

    private async Task<T> InTurnAsync<T>(string channel, Func<Task<T>> act, CancellationToken cancellationToken)
    {
        var turn = turns.GetOrAdd(channel, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
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
    }
}
