namespace Webhooks.Notifying;

/// <summary>Keeps messages until their channel accepts them, and those that no channel accepted.</summary>
public interface IMessageLedger
{
    /// <summary>Null when it was sent or failed permanently.</summary>
    Task<WaitingMessage?> FindAsync(string channel, string messageId, CancellationToken cancellationToken);
    IAsyncEnumerable<WaitingMessage> ListAsync(string channel, CancellationToken cancellationToken);

    /// <summary>Null when another instance claimed or finished it.</summary>
    Task<WaitingMessage?> ClaimAsync(WaitingMessage found, DateTimeOffset until, CancellationToken cancellationToken);
    Task RemoveAsync(WaitingMessage claimed, CancellationToken cancellationToken);
    Task PostponeAsync(WaitingMessage claimed, DateTimeOffset due, string error, CancellationToken cancellationToken);
    Task DeadLetterAsync(WaitingMessage claimed, string error, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Keeps a notification that never became a message. Repeating the call changes nothing.</summary>
    Task DeadLetterAsync(Notification notification, string error, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Keeps a text that cannot be read.</summary>
    Task DeadLetterAsync(string text, string error, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The channel received it after all.</summary>
    Task RemoveDeadAsync(Notification notification, CancellationToken cancellationToken);

    /// <summary>Gives the number of those removed.</summary>
    Task<int> RemoveDeadAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

public sealed record WaitingMessage
{
    public required string Channel { get; init; }
    public required ChannelMessage Message { get; init; }
    public required int Attempts { get; init; }
    public required DateTimeOffset Due { get; init; }
    public DateTimeOffset? ClaimedUntil { get; init; }
    public string? LastError { get; init; }
    public required string Version { get; init; }
}
