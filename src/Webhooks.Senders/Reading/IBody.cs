namespace Webhooks.Senders.Reading;

// The outermost record of a sender's events.
internal interface IBody
{
    /// <summary>When it happened, as the body says.</summary>
    DateTimeOffset? HappenedAt();

    /// <summary>Ids and names of whom it concerns, as far as the sender says; notifications can be routed by them.</summary>
    IEnumerable<string?> Owners() => [];
}

// A part of a body that names whom it concerns.
internal interface IOwned
{
    IEnumerable<string?> Owners { get; }
}
