using Webhooks.Events;

namespace Webhooks.Operating;

/// <summary>A part of what an event says, in lines for people.</summary>
public sealed record EventSection(string Title, IReadOnlyList<string> Lines)
{
    /// <summary>Seldom needed: opened on request.</summary>
    public bool IsFolded { get; init; }
}

/// <summary>Explains the events of the senders that the product understands.</summary>
public interface IEventSections
{
    /// <param name="redacted">Its body is redacted, so no line has to be.</param>
    IReadOnlyList<EventSection> Of(LedgerEvent redacted);
}
