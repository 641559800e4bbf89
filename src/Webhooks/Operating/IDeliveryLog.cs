using Webhooks.Events;

namespace Webhooks.Operating;

/// <summary>Everything that arrived and is still kept, newest first: events and refused deliveries in one list.</summary>
public interface IDeliveryLog
{
    /// <summary>
    /// One page, at bounded cost: a narrow filter may end before the page is full. A page starts where the last one ended, whatever has arrived
    /// since.
    /// </summary>
    Task<LogPage> ReadAsync(LogFilter filter, CancellationToken cancellationToken);

    /// <summary>Whether the text is what a page gave as <see cref="LogPage.Continue" />.</summary>
    bool IsCursor(string text);
}

/// <summary>Which lines of the delivery log are wanted. Null does not narrow.</summary>
public sealed record LogFilter
{
    public string? Source { get; init; }

    /// <summary>As <see cref="EventTypePattern" /> has it. Refused deliveries have none.</summary>
    public string? EventType { get; init; }
    public string? Status { get; init; }

    /// <summary>Only events that break their sender's contract, or only those that do not.</summary>
    public bool? Breaches { get; init; }
    public DateTimeOffset? Since { get; init; }
    public DateTimeOffset? Before { get; init; }

    /// <summary>Part of the event id, the delivery id or the id of a refused delivery, ignoring case.</summary>
    public string? Text { get; init; }
    public string? After { get; init; }
    public int Limit { get; init; } = 100;

    public bool Wants(string status) => Status is null || Status == status;

    /// <summary>Whether lines that were read may be filtered out.</summary>
    public bool IsNarrow => EventType is not null || Status is not null || Text is not null || Breaches is not null;

    public bool Matches(LogLine line, string? deliveryId) =>
        Wants(line.Status)
        && (EventType is null || EventTypePattern.Matches(line.EventType, EventType))
        && (Breaches is null || line.Breaches.Count > 0 == Breaches)
        && (Since is null || line.ReceivedAt >= Since)
        && (Before is null || line.ReceivedAt < Before)
        && (Text is null || Contains(line.Id, Text) || (deliveryId is not null && Contains(deliveryId, Text)));

    private static bool Contains(string id, string text) => id.Contains(text, StringComparison.OrdinalIgnoreCase);
}
