namespace Webhooks.Senders.Reading;

// At: when the event happened, by the best clock available.
internal sealed record EventContext(string Source, string EventType, string EventId, DateTimeOffset At)
{
    /// <summary>The subject of a notice when the sender left out the id of its resource.</summary>
    public string Subject => $"event {Printable.Of(EventId)}";
}
