using Webhooks.Senders.Reading;

namespace Webhooks.Senders.NovaVms;

/// <summary>
/// The outermost object of every NovaVMS event. The webhook id belongs to the attempt, not to the event.
/// <see href="https://novavms-manual.novalien.com/developer/webhooks/event-types/" />
/// </summary>
public sealed record NovaVmsEvent<T>(string? EventType, DateTimeOffset? Timestamp, string? WebhookId, T? Data) : OpenRecord, IBody
    where T : OpenRecord
{
    public DateTimeOffset? HappenedAt() => Timestamp;

    IEnumerable<string?> IBody.Owners() => (Data as IOwned)?.Owners ?? [];
}
