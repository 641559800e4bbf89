
namespace Webhooks.Events;

/// <summary>An event as the ledger holds it.</summary>
public sealed record LedgerEvent
{
    /// <summary>Where it stands.</summary>
    public required EventKey Key { get; init; }

    /// <summary>The sender's word, or <c>unknown</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>The exact bytes that were signed.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The headers that were kept.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>When the delivery that was accepted arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it happened, by the sender's clock.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The sender's id of the delivery.</summary>
    public string? DeliveryId { get; init; }

    /// <summary>W3C trace context of the delivery.</summary>
    public string? TraceParent { get; init; }

    /// <summary>W3C trace context that the sender claimed.</summary>
    public string? SenderTrace { get; init; }

    /// <summary>The nonce it consumed.</summary>
    public string? Nonce { get; init; }

    /// <summary>Until when the nonce is remembered.</summary>
    public DateTimeOffset? NonceExpiresAt { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public required EventStatus Status { get; init; }

    /// <summary>Attempts begun since it was recorded or last redriven.</summary>
    public int Attempts { get; init; }

    /// <summary>When the next attempt is due.</summary>
    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Until when a run has it for itself; null when none has.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>The run that claimed it last.</summary>
    public string? ClaimId { get; init; }

    /// <summary>What went wrong last.</summary>
    public string? LastError { get; init; }

    /// <summary>The secret that verified it.</summary>
    public string? SecretFingerprint { get; init; }

    /// <summary>What was done about it, oldest first.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>The ledger's key of the pending row.</summary>
    public string? PendingRow { get; init; }

    /// <summary>The ledger's key of the timeline row.</summary>
    public string? TimelineRow { get; init; }

    /// <summary>The ledger's mark of this state of the row: a write that carries an older one is refused.</summary>
    public required string Version { get; init; }
}

/// <summary>One line of an event's history.</summary>
/// <param name="At">When.</param>
/// <param name="What">What was done: <c>attempt failed</c>, <c>dead-lettered</c>, <c>redriven</c>, <c>readmitted</c>, <c>note</c>.</param>
/// <param name="Detail">The error, or who asked and why.</param>
public sealed record HistoryEntry(DateTimeOffset At, string What, string? Detail)
{
    /// <summary>Its attempts are used up, or a handler said that none can succeed.</summary>
    public const string DeadLettered = "dead-lettered";

    /// <summary>Put back to work, by an operator or by the sender.</summary>
    public const string Redriven = "redriven";

    /// <summary>Admitted after it had been refused.</summary>
    public const string Readmitted = "readmitted";

    /// <summary>Said about it by an operator.</summary>
    public const string Note = "note";

    /// <summary>Begins the detail when it was the sender who put it back to work.</summary>
    public const string BySender = "by the sender:";
}
