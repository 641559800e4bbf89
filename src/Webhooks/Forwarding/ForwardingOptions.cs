using Webhooks.Signatures.Secrets;

namespace Webhooks.Forwarding;

/// <summary>Where chosen events are sent on to.</summary>
public sealed record ForwardingOptions
{
    /// <summary>The name in the settings.</summary>
    public required string Name { get; init; }

    /// <summary>The address that gets a POST per event.</summary>
    public required Uri Url { get; init; }

    /// <summary>What the copies are signed with.</summary>
    public required Secret Secret { get; init; }

    /// <summary>The sources whose events go there; all, when empty.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The event types that go there, exact or ending in <c>*</c>; all, when empty.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>How long the address may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);
}
