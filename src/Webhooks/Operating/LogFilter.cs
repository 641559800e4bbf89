namespace Webhooks.Operating;

/// <summary>Which lines of the delivery log are meant. What is null does not narrow.</summary>
public sealed record LogFilter
{
    /// <summary>The source.</summary>
    public string? Source { get; init; }

    /// <summary>The exact event type. Refused deliveries have none.</summary>
    public string? EventType { get; init; }

    /// <summary>The status, as lines have it.</summary>
    public string? Status { get; init; }

    /// <summary>Arrived since this moment, or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Arrived before this moment.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Text within the event id, the delivery id or the id of a refused delivery, in any case.</summary>
    public string? Text { get; init; }

    /// <summary>Read on after this cursor.</summary>
    public string? After { get; init; }

    /// <summary>The most lines of a page.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Whether lines of this status may be meant.</summary>
    public bool Wants(string status) => Status is null || Status == status;

    /// <summary>Whether lines that are read may be left out.</summary>
    public bool IsNarrow => EventType is not null || Status is not null || Text is not null;

    /// <summary>Whether a line is meant.</summary>
    public bool Fits(LogLine line, string? deliveryId) =>
        Wants(line.Status)
        && (EventType is null || line.EventType == EventType)
        && (Since is null || line.ReceivedAt >= Since)
        && (Before is null || line.ReceivedAt < Before)
        && (Text is null || Holds(line.Id, Text) || (deliveryId is not null && Holds(deliveryId, Text)));

    private static bool Holds(string id, string text) => id.Contains(text, StringComparison.OrdinalIgnoreCase);
}
