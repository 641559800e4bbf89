using System.Text.Json.Nodes;

namespace Webhooks.Notifying.Channels;

/// <summary>
/// The first message about a failure changes with its state, and what is said later is in its thread. The whole channel sees what would be sent
/// individually: a repeat after a quiet window, an escalation, the recovery of something critical.
/// </summary>
// https://docs.slack.dev/reference/methods/chat.postMessage
internal sealed class SlackBotChannel(string name, ChannelTarget.SlackBot target, ChannelHttp http, TimeProvider clock, IThreadLedger? threads) : INotificationChannel
{
    // A failure that lasts comes up in the channel once a day.
    private static readonly TimeSpan LongestThread = TimeSpan.FromDays(1);

    private readonly SlackApi api = new(target, http);

    public string Name => name;

    public async Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        var thread = threads is null || message.Fingerprint is null ? null : await threads.FindAsync(name, message.Fingerprint, cancellationToken);
        thread = thread?.SetTo == target.Channel ? thread : null;
        if (thread?.LastId == message.Id)
        {
            // Slack has it; the process ended before that was noted.
            return new ChannelOutcome.Sent();
        }

        if (thread is not null && Continues(thread, message))
        {
            return await AnswerAsync(thread, message, cancellationToken) ?? await BeginAsync(message, cancellationToken);
        }

        if (thread is { Recovered: false })
        {
            // Whether it works or not: the new message is what matters.
            await ChangeAsync(thread, SlackThread.Superseded(thread.First), cancellationToken);
        }

        return await BeginAsync(message, cancellationToken);
    }

    private bool Continues(MessageThread thread, ChannelMessage message) => message.Kind switch
    {
        MessageKind.Recovered => true,
        MessageKind.Immediate when thread.Recovered => false,
        _ => clock.GetUtcNow() < thread.PostedAt + LongestThread,
    };

    private async Task<ChannelOutcome> BeginAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        var posted = await PostAsync(target.Channel, message, null, cancellationToken);
        return posted is { Outcome: ChannelOutcome.Sent, Channel: { } channel, Ts: { } ts } && message.Kind != MessageKind.Recovered
            ? await KeepAsync(new(target.Channel, channel, ts, clock.GetUtcNow(), message) { LastId = message.Id })
            : posted.Outcome;
    }

    // Null when the first message is no longer there to answer. Changing it comes first: it can be repeated when the answer fails.
    private async Task<ChannelOutcome?> AnswerAsync(MessageThread thread, ChannelMessage message, CancellationToken cancellationToken)
    {
        var isRecovered = thread.Recovered || message.Kind == MessageKind.Recovered;
        if (isRecovered == (message.Kind == MessageKind.Recovered))
        {
            var changed = await ChangeAsync(thread, SlackThread.Changed(thread.First, message), cancellationToken);
            if (changed.Outcome is not ChannelOutcome.Sent)
            {
                return SlackErrors.IsGone(changed.Error) ? null : changed.Outcome;
            }
        }

        var posted = await PostAsync(thread.Channel, message, thread, cancellationToken);
        return posted.Outcome is not ChannelOutcome.Sent ? SlackErrors.IsGone(posted.Error) ? null : posted.Outcome
            : await KeepAsync(thread with { LastId = message.Id, First = SlackThread.Worse(thread.First, message), Recovered = isRecovered });
    }

    private Task<SlackAnswer> PostAsync(string channel, ChannelMessage message, MessageThread? thread, CancellationToken cancellationToken)
    {
        var arguments = Arguments(message, channel);
        if (thread is not null)
        {
            (arguments["thread_ts"], arguments["reply_broadcast"]) = (thread.Ts, SlackThread.IsForAll(thread.First, message));
        }

        return api.CallAsync("chat.postMessage", arguments, cancellationToken);
    }

    private Task<SlackAnswer> ChangeAsync(MessageThread thread, ChannelMessage first, CancellationToken cancellationToken)
    {
        var arguments = Arguments(first, thread.Channel);
        arguments["ts"] = thread.Ts;
        arguments.Remove("unfurl_links");
        return api.CallAsync("chat.update", arguments, cancellationToken);
    }

    // What was posted must not be posted again because it could not be remembered.
    private async Task<ChannelOutcome> KeepAsync(MessageThread thread)
    {
        if (threads is null || thread.First.Fingerprint is null)
        {
            return new ChannelOutcome.Sent();
        }

        try
        {
            await threads.SaveAsync(name, thread.First.Fingerprint, thread, CancellationToken.None);
            return new ChannelOutcome.Sent();
        }
#pragma warning disable CA1031 // Whatever the ledger throws.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new ChannelOutcome.Sent { Remark = $"its thread was not recorded ({failure.GetType().Name}); later messages may begin another." };
        }
    }

    private static JsonObject Arguments(ChannelMessage message, string channel)
    {
        var arguments = SlackBlocks.Of(message);
        arguments["channel"] = channel;
        return arguments;
    }
}
