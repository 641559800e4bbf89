namespace Webhooks.Notifying;

/// <summary>Keeps messages until their channel has taken them, and those that no channel took.</summary>
public interface IMessageLedger
{
    /// <summary>A message that waits; null when it was sent or given up.</summary>
    Task<WaitingMessage?> FindAsync(string channel, string messageId, CancellationToken cancellationToken);

    /// <summary>All messages of a channel that wait.</summary>
    IAsyncEnumerable<WaitingMessage> ListAsync(string channel, CancellationToken cancellationToken);

    /// <summary>Begins an attempt. Null when someone else did, or did more.</summary>
    Task<WaitingMessage?> ClaimAsync(WaitingMessage found, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>The channel took it.</summary>
    Task RemoveAsync(WaitingMessage claimed, CancellationToken cancellationToken);

    /// <summary>The channel did not take it; it is tried again when due.</summary>
    Task PostponeAsync(WaitingMessage claimed, DateTimeOffset due, string error, CancellationToken cancellationToken);

    /// <summary>The channel will not take it: a dead letter, kept where it can be seen.</summary>
    Task DeadLetterAsync(WaitingMessage claimed, string error, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Keeps a notification that never became a message; the same one kept twice stands there once.</summary>
    Task DeadLetterAsync(Notification unheard, string error, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Keeps a text that cannot be read.</summary>
    Task DeadLetterAsync(string text, string error, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Its channel heard of it after all: it is no dead letter any more.</summary>
    Task RemoveDeadAsync(Notification heard, CancellationToken cancellationToken);

    /// <summary>Removes dead letters of before a moment.</summary>
    Task RemoveDeadAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>A message on its way, and how far it has come.</summary>
public sealed record WaitingMessage
{
    /// <summary>The channel it is for.</summary>
    public required string Channel { get; init; }

    /// <summary>The message.</summary>
    public required ChannelMessage Message { get; init; }

    /// <summary>Attempts begun.</summary>
    public required int Attempts { get; init; }

    /// <summary>When the next attempt is due.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>Until when an attempt has it to itself.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? LastError { get; init; }

    /// <summary>The version that was read.</summary>
    public required string Version { get; init; }
}
