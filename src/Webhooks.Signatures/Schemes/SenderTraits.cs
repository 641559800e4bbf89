namespace Webhooks.Signatures.Schemes;

// What is known of a sender beside the parts of its scheme.
internal sealed record SenderTraits
{
    public TimeSpan? ReplayWindow { get; init; }

    public TimeSpan? Deadline { get; init; }

    public string? NoDeduplication { get; init; }

    public IReadOnlyList<string> SecretPaths { get; init; } = [];

    public IReadOnlyList<string> Weaknesses { get; init; } = [];
}
