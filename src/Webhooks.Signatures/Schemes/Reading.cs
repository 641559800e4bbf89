namespace Webhooks.Signatures.Schemes;

/// <summary>What a scheme reads from a delivery whose signature is valid: an event, a refusal, or (neither) a probe.</summary>
internal sealed record Reading
{
    public SignedEvent? Event { get; init; }

    public Refusal? Refusal { get; init; }

    public LocatedText? Subject { get; init; }

    /// <summary>Covered by the signature; null where the sender signs no time.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>The sender's clock at sending, unsigned, if it differs from <see cref="SignedAt" />. Measured; it is checked against the window where no time is signed.</summary>
    public DateTimeOffset? StatedAt { get; init; }

    /// <summary>The address that the sender wants to be opened before it sends events.</summary>
    public Uri? ToConfirm { get; init; }

    /// <summary>A narrower window than the source's, for an unsigned time.</summary>
    public TimeSpan? Window { get; init; }

    public static Reading Probe { get; } = new();

    public static Reading Refused(RefusalReason reason, string detail) => new() { Refusal = new Refusal(reason, detail) };
}
