using Webhooks.Notifying;
using Webhooks.Status;

namespace Webhooks.Senders.Reading;

/// <summary>An event as its sender means it.</summary>
public sealed record SenderEvent
{
    /// <summary>Whether the type is one that the sender documents.</summary>
    public required bool IsKnown { get; init; }

    /// <summary>The typed record; null when the type is unknown or the body does not fit it at all.</summary>
    public object? Data { get; init; }

    /// <summary>Documented, required fields that are not there.</summary>
    public IReadOnlyList<string> MissingFields { get; init; } = [];

    /// <summary>What the event says about the state of things.</summary>
    public IReadOnlyList<StatusChange> Changes { get; init; } = [];

    /// <summary>What people should hear of it.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}
