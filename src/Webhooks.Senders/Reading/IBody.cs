namespace Webhooks.Senders.Reading;

// The outermost record of a sender's events.
internal interface IBody
{
    /// <summary>When it happened, as the body says.</summary>
    DateTimeOffset? HappenedAt();
}
