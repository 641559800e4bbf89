using Webhooks.Events;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Receiving;

/// <summary>The durable record of nonces and events, as admission uses it. Every method throws <see cref="LedgerUnavailableException" /> when storage fails.</summary>
public interface IEventLedger
{
    /// <summary>Writes nonce, event and pending row in one atomic insert. Which insert lost decides the outcome.</summary>
    Task<RecordOutcome> RecordAsync(NewEvent newEvent, CancellationToken cancellationToken);

    /// <summary>What an admission needs to know of an event that is there already; null when it is not.</summary>
    Task<KnownEvent?> FindAsync(EventKey key, CancellationToken cancellationToken);

    /// <summary>Consumes the nonce of a delivery whose event is there already. False when it was consumed before.</summary>
    Task<bool> ConsumeNonceAsync(NewEvent delivery, CancellationToken cancellationToken);

    /// <summary>What is known of a nonce; null when it was not consumed.</summary>
    Task<ConsumedNonce?> FindNonceAsync(EventKey key, string nonce, CancellationToken cancellationToken);

    /// <summary>Removes a nonce that is no longer remembered, unless it changed meanwhile.</summary>
    Task ForgetAsync(EventKey key, string nonce, ConsumedNonce expired, CancellationToken cancellationToken);

    /// <summary>Makes a consumed nonce this arrival's, to be acknowledged in time. False when it changed meanwhile.</summary>
    Task<bool> TakeOverAsync(ConsumedNonce nonce, NewEvent delivery, CancellationToken cancellationToken);

    /// <summary>Says of a consumed nonce that its delivery was not acknowledged, unless it changed meanwhile.</summary>
    Task ReleaseAsync(EventKey key, string nonce, ConsumedNonce found, CancellationToken cancellationToken);

    /// <summary>Requeues a dead letter because of a new delivery, consuming that delivery's nonce. False when the event changed meanwhile.</summary>
    Task<RedriveOutcome> RedriveAsync(KnownEvent known, NewEvent delivery, CancellationToken cancellationToken);
}

/// <summary>What became of an attempt to record an event.</summary>
public enum RecordOutcome
{
    /// <summary>It is in the ledger now.</summary>
    Recorded,

    /// <summary>The nonce row was there.</summary>
    NonceSeen,

    /// <summary>The event row was there.</summary>
    EventKnown,
}

/// <summary>What became of an attempt to redrive a dead letter.</summary>
public enum RedriveOutcome
{
    /// <summary>The event is pending again.</summary>
    Redriven,

    /// <summary>The nonce row was there.</summary>
    NonceSeen,

    /// <summary>Someone else changed the event first.</summary>
    Changed,
}

/// <summary>An event in the ledger, without its body.</summary>
/// <param name="ArrivalId">The arrival that recorded it.</param>
/// <param name="Version">The version of the row that was read.</param>
public sealed record KnownEvent(EventKey Key, EventStatus Status, string ArrivalId, string Version)
{
    public string EventType { get; init; } = SignedEvent.UnknownType;

    /// <summary>When it was last processed or dead-lettered; null before that.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The latest signed time of the deliveries that were accepted, kept where it was ahead of our clock.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>How often the sender redrove it.</summary>
    public int SenderRedrives { get; init; }

    public DateTimeOffset? SenderRedrivenAt { get; init; }
}
