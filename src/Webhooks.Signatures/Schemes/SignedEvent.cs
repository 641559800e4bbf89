namespace Webhooks.Signatures.Schemes;

/// <summary>What admission needs to know of the event in a verified delivery. The id and the nonce come from signed data only.</summary>
/// <param name="EventId">Stable over redeliveries of the same event.</param>
/// <param name="EventType">The sender's word, or <c>unknown</c>.</param>
public sealed record SignedEvent(string EventId, string EventType)
{
    /// <summary>Stands for the type of an event that names none.</summary>
    public const string UnknownType = "unknown";

    /// <summary>The signed single-use value, where the sender signs one.</summary>
    public string? Nonce { get; init; }

    /// <summary>When it happened, by the sender's clock.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The sender's own id of this delivery, for support. Often unsigned; nothing is decided by it.</summary>
    public string? DeliveryId { get; init; }
}
