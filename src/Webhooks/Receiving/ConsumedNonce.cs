using Webhooks.Events;

namespace Webhooks.Receiving;

/// <summary>A nonce in the ledger.</summary>
/// <param name="EventId">The event of the delivery that consumed it.</param>
/// <param name="Version">The version of the row that was read.</param>
public sealed record ConsumedNonce(string EventId, string Version)
{
    /// <summary>The arrival that it belongs to; null in rows of the versions before.</summary>
    public string? ArrivalId { get; init; }

    /// <summary>The end of that arrival's deadline.</summary>
    public DateTimeOffset? AcknowledgeBy { get; init; }

    /// <summary>When storage wrote the row, by its own clock.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>Until when it counts. Its row stays as long as its event.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool IsOver(DateTimeOffset at) => ExpiresAt < at;

    public NonceUse Use { get; init; }

    /// <summary>Whether nobody was told that its delivery arrived: by then, its sender had been answered 503.</summary>
    public bool IsUnacknowledged => WrittenAt > AcknowledgeBy;

    /// <summary>What its delivery was admitted as.</summary>
    public Admission Admission => Use switch
    {
        NonceUse.Duplicate => new Admission.Duplicate(EventId),
        NonceUse.Redriven => new Admission.Accepted(EventId, Redriven: true),
        _ => new Admission.Accepted(EventId),
    };
}

/// <summary>What a delivery consumed its nonce for.</summary>
public enum NonceUse
{
    Accepted,

    Duplicate,

    Redriven,
}
