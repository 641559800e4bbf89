namespace Webhooks.Events;

/// <summary>Where an event stands in its life.</summary>
public enum EventStatus
{
    /// <summary>There is work to do.</summary>
    Pending,

    /// <summary>Every handler has run.</summary>
    Processed,

    /// <summary>Its attempts are used up, or a handler said that no attempt can succeed.</summary>
    DeadLettered,
}
