namespace Webhooks.Notifying;

public interface INotificationChannel
{
    string Name { get; }

    /// <summary>One attempt. Every failure is an outcome; only cancellation throws.</summary>
    Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken);
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
