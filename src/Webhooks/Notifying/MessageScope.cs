namespace Webhooks.Notifying;

/// <summary>The list, of the operator's page and of the tool, that has what a notification speaks of.</summary>
public enum NoticeScope
{
    Events,
    DeadLetters,
    Pending,
    Refused,
    Handlers,
    Secrets,

    /// <summary>No list: the receiver as a whole.</summary>
    Receiver,
}

/// <summary>What a message speaks of, as that list is filtered. Null where it differs within the message.</summary>
/// <param name="First">When the first was received, refused or dead-lettered, whichever its list is filtered by.</param>
/// <param name="Last">The same of the last.</param>
public sealed record MessageScope(NoticeScope? List, string? Source, string? EventType, string? EventId, DateTimeOffset First, DateTimeOffset Last)
{
    internal static MessageScope Of(Notification notification)
    {
        var notice = notification.Notice;
        var at = notice.ListedAt ?? notification.At;
        return new(notice.List, notification.Source == ReceiverRules.EverySource ? null : notification.Source, notice.EventType, notification.EventId, at, at);
    }

    /// <summary>The smallest that covers both.</summary>
    internal MessageScope With(MessageScope other) => new(
        List == other.List ? List : null,
        Source == other.Source ? Source : null,
        EventType == other.EventType ? EventType : null,
        EventId == other.EventId ? EventId : null,
        First < other.First ? First : other.First,
        Last > other.Last ? Last : other.Last);
}
