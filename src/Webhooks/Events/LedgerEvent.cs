namespace Webhooks.Events;

/// <summary>An event as the ledger holds it.</summary>
public sealed record LedgerEvent
{
    public required EventKey Key { get; init; }

    /// <summary>As the sender names it, or <c>unknown</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>The exact bytes that were signed. Handlers always get them; elsewhere they are empty while they are only <see cref="Stored" />.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Where the body is kept, when it is too large for the event's row.</summary>
    public StoredBody? Stored { get; init; }

    /// <summary>Bytes of the whole body.</summary>
    public int BodyLength => Stored?.Length ?? Body.Length;

    /// <summary>The headers that were kept: those the scheme reads, and a few more.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>By the sender's clock.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The sender's id of the delivery.</summary>
    public string? DeliveryId { get; init; }

    /// <summary>W3C trace context of the delivery.</summary>
    public string? TraceParent { get; init; }

    /// <summary>W3C trace context that the sender claimed.</summary>
    public string? SenderTrace { get; init; }

    public string? Nonce { get; init; }

    public required EventStatus Status { get; init; }

    /// <summary>Runs that ended with a verdict since it was recorded or last redriven; for a handler, with the run it is in.</summary>
    public int Attempts { get; init; }

    /// <summary>Each handler that wants it; null before the first attempt.</summary>
    public IReadOnlyList<HandlerState>? Handlers { get; init; }

    /// <summary>Where it breaks its sender's contract; known from the first attempt on.</summary>
    public IReadOnlyList<Breach> Breaches { get; init; } = [];

    /// <summary>Runs beside others that ended without a verdict, since the process died: such an event is suspect.</summary>
    public int Crashes { get; init; }

    /// <summary>The same, of runs while nothing else ran in the process.</summary>
    public int CrashesAlone { get; init; }

    /// <summary>Whether it has work to do that no run has claimed.</summary>
    public bool IsFree(DateTimeOffset now) => new EventState(Status, ClaimedUntil).IsFree(now);

    public bool IsSuspect => Crashes + CrashesAlone > 0;

    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Until when one run has the event for itself; null when none has.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>The run that claimed it last.</summary>
    public string? ClaimId { get; init; }

    public string? LastError { get; init; }

    /// <summary>The secret that verified it.</summary>
    public string? SecretFingerprint { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>The ledger's key of the pending row.</summary>
    public string? PendingRow { get; init; }

    /// <summary>The ledger's key of the timeline row.</summary>
    public string? TimelineRow { get; init; }

    /// <summary>The ledger's names of what it can be searched by; null when that is its id alone.</summary>
    public string? IndexedBy { get; init; }

    /// <summary>The version of the row that was read: a write that carries an older one is refused.</summary>
    public required string Version { get; init; }
}
