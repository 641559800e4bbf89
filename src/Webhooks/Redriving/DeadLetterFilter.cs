using Webhooks.Events;

namespace Webhooks.Redriving;

/// <summary>Which dead letters are wanted. Null does not narrow.</summary>
public sealed record DeadLetterFilter
{
    public string? Source { get; init; }
    public string? EventType { get; init; }

    /// <summary>Part of the last error, ignoring case.</summary>
    public string? Error { get; init; }

    /// <summary>A handler that failed.</summary>
    public string? Handler { get; init; }
    public DateTimeOffset? Since { get; init; }

    /// <summary>A run with its own start here does not meet events that failed again meanwhile.</summary>
    public DateTimeOffset? Before { get; init; }
    public string? After { get; init; }

    /// <summary>Checks type, error and handler; the rest decides where to read.</summary>
    public bool Matches(DeadLetter dead) =>
        (EventType is null || EventTypePattern.Matches(dead.EventType, EventType))
        && (Handler is null || dead.Failed is null || dead.Failed.Contains(Handler))
        && (Error is null || dead.LastError.Contains(Error, StringComparison.OrdinalIgnoreCase));
}
