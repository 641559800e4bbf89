namespace Webhooks.Notifying;

public interface INotificationChannel
{
    string Name { get; }

    /// <summary>One attempt. Every failure is an outcome; only cancellation throws.</summary>
    Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken);
}

internal static class NotificationChannels
{
    public static async Task<ChannelOutcome> TrySendAsync(this INotificationChannel channel, ChannelMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await channel.SendAsync(message, cancellationToken);
        }
#pragma warning disable CA1031 // A team may add its own channel: whatever it throws is a failed attempt.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new ChannelOutcome.Failed(failure.GetType().Name, Permanent: false);
        }
    }
}

public abstract record ChannelOutcome
{
    private ChannelOutcome()
    {
    }

    public sealed record Sent : ChannelOutcome
    {
        /// <summary>A partial failure, such as one recipient of several that was refused.</summary>
        public string? Remark { get; init; }
    }

    public sealed record RetryAfter(TimeSpan Wait) : ChannelOutcome;

    /// <summary>The reason contains no address, password or other secret.</summary>
    public sealed record Failed(string Reason, bool Permanent) : ChannelOutcome;
}
