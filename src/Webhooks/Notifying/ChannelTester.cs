using Microsoft.Extensions.Logging;

namespace Webhooks.Notifying;

/// <summary>Sends test messages through channels, immediately and past budgets, and says what came back. A test is no notification: it is not retried.</summary>
public sealed partial class ChannelTester(ChannelCatalog channels, TimeProvider clock, ILogger<ChannelTester> logger)
{
    /// <summary>Between two tests of a channel on an instance: people read these messages.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, DateTimeOffset> tested = new(StringComparer.Ordinal);

    /// <summary>How long it is until the channel may be tested; null when the caller may test it now, and nobody else.</summary>
    public TimeSpan? WaitFor(string channel)
    {
        lock (tested)
        {
            var now = clock.GetUtcNow();
            // A clock that was set back blocks nothing.
            if (tested.TryGetValue(channel, out var last) && last <= now && last + Interval > now)
            {
                return last + Interval - now;
            }

            tested[channel] = now;
            return null;
        }
    }

    public async Task<ChannelOutcome> SendAsync(string channel, string requestedBy, CancellationToken cancellationToken)
    {
        var outcome = channels.Find(channel) is { Channel: var target }
            ? await target.TrySendAsync(channels.Headed(ChannelMessage.Sample(clock.GetUtcNow(), requestedBy)), cancellationToken)
            : new ChannelOutcome.Failed("The channel is not configured.", Permanent: true);
        Log.Tested(logger, channel, requestedBy, outcome is ChannelOutcome.Sent ? "sent" : "not sent");
        return outcome;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Channel {Channel}: a test message, requested by {RequestedBy}, was {Outcome}.")]
        public static partial void Tested(ILogger logger, string channel, string requestedBy, string outcome);
    }
}
