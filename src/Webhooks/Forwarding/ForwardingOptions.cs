using Webhooks.Signatures.Secrets;

namespace Webhooks.Forwarding;

public sealed record ForwardingOptions
{
    public required string Name { get; init; }
    public required Uri Url { get; init; }
    public required Secret Secret { get; init; }

    /// <summary>All when empty.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Exact, or ending in <c>*</c>; all when empty.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);
}
