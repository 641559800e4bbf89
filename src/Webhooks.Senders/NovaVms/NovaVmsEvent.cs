using Webhooks.Senders.Reading;

namespace Webhooks.Senders.NovaVms;

/// <summary>
/// The envelope of every NovaVMS event. The webhook id is of the attempt, not of the event.
/// <see href="https://novavms-manual.novalien.com/developer/webhooks/event-types/" />
/// </summary>
public sealed record NovaVmsEvent<T>(string? EventType, DateTimeOffset? Timestamp, string? WebhookId, T? Data) : OpenRecord, IBody
    where T : OpenRecord
{
    /// <inheritdoc />
    public DateTimeOffset? HappenedAt() => Timestamp;
}
