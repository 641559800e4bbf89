namespace Webhooks.Events;

public enum EventStatus
{
    Pending,

    Processed,

    /// <summary>Its attempts are used up, or a handler said that no attempt can succeed.</summary>
    DeadLettered,
}
