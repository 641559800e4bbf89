namespace Webhooks.Status;

/// <summary>The latest known state of each thing that senders talk about.</summary>
public interface IStatusBoard
{
    /// <summary>
    /// Applies a change unless something newer is known. The same event applied again changes nothing and gives the same outcome as
    /// the first time, so that an attempt may be repeated.
    /// </summary>
    Task<StatusOutcome> ApplyAsync(string source, StatusChange change, string eventId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The state of one thing, or null.</summary>
    Task<StatusRow?> FindAsync(string source, string kind, string id, CancellationToken cancellationToken);

    /// <summary>Everything known of a source, or of all; with <paramref name="onlyUnhealthy" />, what is wrong now.</summary>
    IAsyncEnumerable<StatusRow> ListAsync(string? source, bool onlyUnhealthy, CancellationToken cancellationToken);
}

/// <summary>What became of a change.</summary>
/// <param name="Applied">False when something newer was known.</param>
/// <param name="WasWrong">Whether the state before meant that something is wrong.</param>
/// <param name="Count">How many events of this state have come one after the other, this one included.</param>
public sealed record StatusOutcome(bool Applied, bool WasUnhealthy, int Count);

/// <summary>One thing on the board.</summary>
public sealed record StatusRow
{
    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>What is known of it.</summary>
    public required StatusChange Latest { get; init; }

    /// <summary>When the receiver first heard of it.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When its state last became another.</summary>
    public required DateTimeOffset LastChanged { get; init; }

    /// <summary>The event that said so.</summary>
    public required string LastEventId { get; init; }

    /// <summary>How many events of this state have come one after the other.</summary>
    public required int Count { get; init; }
}
