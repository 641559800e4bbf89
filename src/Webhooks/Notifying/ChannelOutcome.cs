namespace Webhooks.Notifying;

/// <summary>How telling a channel ended. The set is closed.</summary>
public abstract record ChannelOutcome
{
    private ChannelOutcome()
    {
    }

    /// <summary>The channel took the message.</summary>
    public sealed record Sent : ChannelOutcome
    {
        /// <summary>What was not quite right, such as one recipient of several that was refused.</summary>
        public string? Remark { get; init; }
    }

    /// <summary>The channel asks for patience.</summary>
    public sealed record RetryAfter(TimeSpan Wait) : ChannelOutcome;

    /// <summary>The channel did not take the message; when <paramref name="Permanent" />, it will not take it later either.</summary>
    /// <param name="Reason">What was the matter: no address, password or other secret in it.</param>
    /// <param name="Permanent">Whether trying again is of no use.</param>
    public sealed record Failed(string Reason, bool Permanent) : ChannelOutcome;
}
