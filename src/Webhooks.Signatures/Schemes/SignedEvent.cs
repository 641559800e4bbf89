namespace Webhooks.Signatures.Schemes;

/// <summary>The event in a verified delivery. The id and the nonce come from signed data only.</summary>
/// <param name="EventId">Stable over redeliveries of the same event.</param>
/// <param name="EventType">As the sender writes it, or <see cref="UnknownType" />.</param>
public sealed record SignedEvent(string EventId, string EventType)
{
    public const string UnknownType = "unknown";

    /// <summary>The signed single-use value, where the sender signs one.</summary>
    public string? Nonce { get; init; }

    /// <summary>When it happened, by the sender's clock.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The sender's id of this delivery, for support. Often unsigned; never decides anything.</summary>
    public string? DeliveryId { get; init; }
}
