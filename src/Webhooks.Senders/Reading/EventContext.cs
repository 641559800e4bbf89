namespace Webhooks.Senders.Reading;

/// <summary>Which event it is that is read, and of when.</summary>
/// <param name="EventType">The sender's word.</param>
/// <param name="EventId">The ledger's id of it.</param>
/// <param name="At">When it happened, by the best clock there is.</param>
internal sealed record EventContext(string EventType, string EventId, DateTimeOffset At);
