namespace Webhooks.Operating;

/// <summary>Events in order of arrival, for whoever follows them.</summary>
public interface IArrivals
{
    /// <summary>One page, from <see cref="ArrivalFilter.Since" /> on. What arrived before it is not read.</summary>
    Task<ArrivalPage> ReadAsync(ArrivalFilter filter, CancellationToken cancellationToken);
}

public sealed record ArrivalFilter
{
    public string? Source { get; init; }

    /// <summary>A type, or its beginning and <c>*</c>.</summary>
    public string? EventType { get; init; }

    /// <summary>Null asks for no events, only where to begin.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How long after it arrived an event may first be listed.</summary>
    public required TimeSpan Lateness { get; init; }
}

/// <param name="At">The receiver's clock. Whoever has no place to begin begins here.</param>
/// <param name="Settled">
/// No event that arrived before this is listed later. One that arrived since may be: it is listed when its row is written, which takes up to its
/// source's deadline. So the next round begins here and leaves out what it has seen.
/// </param>
/// <param name="Until">Where this page ends, and the next begins; null when it has everything up to now.</param>
/// <param name="Lines">Events, in order of arrival.</param>
public sealed record ArrivalPage(DateTimeOffset At, DateTimeOffset Settled, DateTimeOffset? Until, IReadOnlyList<LogLine> Lines);
