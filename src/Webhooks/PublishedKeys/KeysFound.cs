using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.PublishedKeys;

/// <summary>What can be said of the key that a delivery needs.</summary>
public abstract record KeysFound
{
    private KeysFound()
    {
    }

    public sealed record Found(IReadOnlyList<Secret> Keys) : KeysFound;

    /// <summary>The sender has published no such key.</summary>
    public sealed record Refused(Refusal Why) : KeysFound;

    /// <summary>It cannot be had at the moment.</summary>
    public sealed record Unavailable : KeysFound;
}
