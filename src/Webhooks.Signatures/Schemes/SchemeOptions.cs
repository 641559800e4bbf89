namespace Webhooks.Signatures.Schemes;

/// <summary>What a receiver says about its sender beside the parts of the scheme.</summary>
public sealed record SchemeOptions
{
    /// <summary>The address exactly as it is configured at the sender, with its query. Needed where the sender signs it.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The topic whose messages are received, where the sender's key signs for everybody's topics.</summary>
    public string? TopicArn { get; init; }

    /// <summary>The sender's id of this webhook, where that is signed.</summary>
    public string? WebhookId { get; init; }

    /// <summary>Whom tokens must be meant for; <see cref="PublicUrl" /> when null.</summary>
    public string? Audience { get; init; }

    /// <summary>The account, an e-mail address, that tokens must be of.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Whether an event id may be made of values that are not signed: whoever has captured a delivery can then send it again as a new event.</summary>
    public bool AcceptsUnsignedId { get; init; }

    /// <summary>Whether each delivery is an event of its own, so that no event id is needed; null where the preset decides.</summary>
    public bool? NeedsNoId { get; init; }

    internal TokenSettings? Token { get; init; }

    internal TopicSettings? Topic { get; init; }
}
