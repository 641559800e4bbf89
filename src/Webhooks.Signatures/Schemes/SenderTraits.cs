namespace Webhooks.Signatures.Schemes;

// What is known of a sender beside the parts of its scheme.
internal sealed record SenderTraits
{
    public TimeSpan? ReplayWindow { get; init; }

    public TimeSpan? Deadline { get; init; }

    public string? NoDeduplication { get; init; }

    public IReadOnlyList<string> SecretPaths { get; init; } = [];

    /// <summary>Whether the sender has a secret only after its handshake.</summary>
    public bool BringsSecret { get; init; }

    /// <summary>Whether a handshake signs callers' texts, so that the signature of such a text proves nothing.</summary>
    public bool SignsChallenges { get; init; }

    public KeyPublication? Publication { get; init; }

    public IReadOnlyList<string> Weaknesses { get; init; } = [];
}
