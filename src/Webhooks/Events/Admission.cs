using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Events;

/// <summary>What the receiver decided about a delivery.</summary>
public abstract record Admission
{
    private Admission()
    {
    }

    /// <summary>The event is in the ledger and will be processed.</summary>
    /// <param name="EventId">The event's id.</param>
    /// <param name="Redriven">Whether the event was a dead letter that the sender's operator sent again.</param>
    public sealed record Accepted(string EventId, bool Redriven = false) : Admission;

    /// <summary>The event was in the ledger already.</summary>
    public sealed record Duplicate(string EventId) : Admission;

    /// <summary>The delivery's nonce was consumed before.</summary>
    /// <param name="Answer">How the source wants replays answered.</param>
    public sealed record Replayed(ReplayAnswer Answer) : Admission;

    /// <summary>Nothing is kept of the delivery as an event.</summary>
    /// <param name="Why">What is wrong.</param>
    /// <param name="Id">The refused delivery's id, when it is kept.</param>
    public sealed record Refused(Refusal Why, string? Id = null) : Admission;

    /// <summary>There was no event in it.</summary>
    public sealed record Probe : Admission;

    /// <summary>The sender asked something before it sends events, and is answered.</summary>
    public sealed record Handshake(HandshakeAnswer Answer) : Admission;

    /// <summary>Nothing was promised; the sender should retry.</summary>
    /// <param name="IsOverloaded">Storage is not to blame: too many large bodies came at once.</param>
    /// <param name="LacksKey">Storage is not to blame: a key that the sender publishes cannot be had.</param>
    /// <param name="IsMoving">Storage is not to blame: the source is being moved, and the other receiver is not as far.</param>
    public sealed record Unavailable(bool IsOverloaded = false, bool LacksKey = false, bool IsMoving = false) : Admission;

    /// <summary>The source was moved, and its new receiver decided.</summary>
    public sealed record PassedOn(int Status, string? ContentType, ReadOnlyMemory<byte> Body) : Admission;
}
