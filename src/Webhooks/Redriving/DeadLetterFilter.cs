using Webhooks.Events;

namespace Webhooks.Redriving;

/// <summary>Which dead letters are meant. What is null does not narrow.</summary>
public sealed record DeadLetterFilter
{
    /// <summary>The source.</summary>
    public string? Source { get; init; }

    /// <summary>The exact event type.</summary>
    public string? EventType { get; init; }

    /// <summary>Text within the last error, in any case.</summary>
    public string? Error { get; init; }

    /// <summary>Dead since this moment, or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Dead before this moment. A run that ends where it began does not meet what has failed again meanwhile.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Read on after this cursor.</summary>
    public string? After { get; init; }

    /// <summary>Whether type and error fit; the rest is a matter of where to read.</summary>
    public bool Fits(DeadLetter dead) =>
        (EventType is null || dead.EventType == EventType)
        && (Error is null || dead.LastError.Contains(Error, StringComparison.OrdinalIgnoreCase));
}
