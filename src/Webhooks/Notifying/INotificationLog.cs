namespace Webhooks.Notifying;

/// <summary>The notifications of each event, and what became of them.</summary>
public interface INotificationLog
{
    /// <summary>Records a decision, unless more is known already.</summary>
    Task NoteAsync(NotificationLogEntry decided, CancellationToken cancellationToken);

    /// <summary>Records the outcome.</summary>
    Task SettleAsync(NotificationLogEntry settled, CancellationToken cancellationToken);
    Task<IReadOnlyList<NotificationLogEntry>> ReadAsync(string source, string eventId, CancellationToken cancellationToken);

    /// <summary>Bounded; the next call forgets the rest. Gives the number of those forgotten.</summary>
    Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken);
}

public sealed record NotificationLogEntry
{
    public const string Queued = "queued";
    public const string Sent = "sent";

    /// <summary>Counted, and sent with others.</summary>
    public const string Folded = "folded";
    public const string Failed = "failed";

    public required string Source { get; init; }
    public required string EventId { get; init; }
    public required string Channel { get; init; }
    public required string NotificationId { get; init; }
    public required string Rule { get; init; }
    public string Subject { get; init; } = "";
    public string? StatusKind { get; init; }
    public string? StatusId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>One of the constants above.</summary>
    public required string Outcome { get; init; }
}
