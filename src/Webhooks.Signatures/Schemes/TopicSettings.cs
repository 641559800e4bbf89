namespace Webhooks.Signatures.Schemes;

/// <summary>
/// A sender whose key signs for everybody's topics (AWS SNS): only messages of the source's <c>TopicArn</c> are its events.
/// It signs named fields of the body, each as its name, a line feed, its value and a line feed.
/// </summary>
public sealed record TopicSettings
{
    /// <summary>The fields in the order in which they are signed; those that a message lacks are left out.</summary>
    public required IReadOnlyList<string> SignedLines { get; init; }

    /// <summary>The field that names the topic.</summary>
    public required string Field { get; init; }

    /// <summary>The field that names the version of the signature.</summary>
    public required string Version { get; init; }

    /// <summary>The event type that asks to confirm a subscription; it is no event.</summary>
    public required string Confirmation { get; init; }

    /// <summary>The field with the address that confirms the subscription when it is opened.</summary>
    public required string ConfirmAt { get; init; }

    /// <summary>What the host of that address must match as a whole.</summary>
    public required string ConfirmHost { get; init; }
}
