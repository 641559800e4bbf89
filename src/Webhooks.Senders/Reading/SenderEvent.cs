using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Operating;
using Webhooks.Status;

namespace Webhooks.Senders.Reading;

/// <summary>An event as its sender documents it.</summary>
public sealed record SenderEvent
{
    /// <summary>Whether the sender documents the type.</summary>
    public required bool IsKnown { get; init; }

    /// <summary>The typed record; null when the type is unknown or the body is not a JSON object.</summary>
    public object? Data { get; init; }

    public IReadOnlyList<Breach> Breaches { get; init; } = [];

    /// <summary>Ids and names of whom it concerns.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    public IReadOnlyList<StatusChange> Changes { get; init; } = [];

    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>What else people want to see of it; made when asked for.</summary>
    public IEnumerable<EventSection> Sections { get; init; } = [];
}
