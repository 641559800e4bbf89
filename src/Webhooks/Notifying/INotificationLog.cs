namespace Webhooks.Notifying;

/// <summary>Remembers, by event, what people were told because of it.</summary>
public interface INotificationLog
{
    /// <summary>Writes down what was decided about a notification, unless more is known of it already.</summary>
    Task NoteAsync(NotificationLogEntry decided, CancellationToken cancellationToken);

    /// <summary>Writes down how telling it ended.</summary>
    Task SettleAsync(NotificationLogEntry settled, CancellationToken cancellationToken);

    /// <summary>What is known of an event.</summary>
    Task<IReadOnlyList<NotificationLogEntry>> ReadAsync(string source, string eventId, CancellationToken cancellationToken);

    /// <summary>Forgets what is kept as long as its event. Bounded; the next call forgets the rest.</summary>
    Task ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>What became of a notification of an event on one channel.</summary>
public sealed record NotificationLogEntry
{
    /// <summary>A message is on its way.</summary>
    public const string Queued = "queued";

    /// <summary>The channel took the message.</summary>
    public const string Sent = "sent";

    /// <summary>It was counted, and is told with others.</summary>
    public const string Folded = "folded";

    /// <summary>The channel did not take the message, and will not.</summary>
    public const string Failed = "failed";

    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>The event.</summary>
    public required string EventId { get; init; }

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The notification.</summary>
    public required string NotificationId { get; init; }

    /// <summary>The rule that found it.</summary>
    public required string Rule { get; init; }

    /// <summary>The thing it is about.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The kind of the status row it belongs to.</summary>
    public string? StatusKind { get; init; }

    /// <summary>The id of that row.</summary>
    public string? StatusId { get; init; }

    /// <summary>Since when it is so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What became of it, in one of the words above.</summary>
    public required string Outcome { get; init; }
}
