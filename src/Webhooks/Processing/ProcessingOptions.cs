using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>How events are processed.</summary>
public sealed record ProcessingOptions
{
    /// <summary>Attempts before an event becomes a dead letter.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>How long one run has an event for itself. After that another may take it over.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Waits between attempts; the last one repeats when there are more attempts.</summary>
    public IReadOnlyList<TimeSpan> Backoff { get; init; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
    ];

    /// <summary>How many events one queue message may name. They are processed side by side.</summary>
    public int EventsPerMessage { get; init; } = Envelope.MostEvents;

    /// <summary>
    /// How long the handlers of one attempt may take: what is left of the lease is for writing down how it went. With the default
    /// lease it also ends before the host's functionTimeout of 5 minutes.
    /// </summary>
    public TimeSpan HandlerTimeout => Lease * 0.75;
}
