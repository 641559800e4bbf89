namespace Webhooks.Signatures.Schemes;

/// <summary>What a scheme reads from a delivery whose signature holds: an event, a refusal, or (neither) a probe.</summary>
public sealed record Reading
{
    /// <summary>The event, when there is one.</summary>
    public SignedEvent? Event { get; init; }

    /// <summary>Why the delivery is refused all the same.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The time that the window is held against; null where the sender signs none.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>The sender's clock at sending, when that is another time than <see cref="SignedAt" />. Measured, not judged.</summary>
    public DateTimeOffset? StatedAt { get; init; }

    /// <summary>A narrower window than the source's, when only an unsigned time is there to judge by.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>No event in it.</summary>
    public static Reading Probe { get; } = new();

    /// <summary>A refusal as a reading.</summary>
    public static Reading Refused(RefusalReason reason, string detail) => new() { Refusal = new Refusal(reason, detail) };
}
