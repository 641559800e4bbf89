namespace Webhooks.Signatures.Schemes;

/// <summary>What a receiver says about its sender beside the parts of the scheme.</summary>
public sealed record SchemeOptions
{
    /// <summary>The address exactly as it is configured at the sender, with its query. Needed where the sender signs it.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Whether an event id may be made of values that are not signed: whoever has captured a delivery can then send it again as a new event.</summary>
    public bool AcceptsUnsignedId { get; init; }

    /// <summary>Whether each delivery is an event of its own, so that no event id is needed; null where the preset decides.</summary>
    public bool? NeedsNoId { get; init; }
}
