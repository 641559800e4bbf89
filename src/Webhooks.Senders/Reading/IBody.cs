namespace Webhooks.Senders.Reading;

/// <summary>The outermost record of a sender's events.</summary>
internal interface IBody
{
    /// <summary>When it happened, as the body says; null when it does not say.</summary>
    DateTimeOffset? HappenedAt();
}
