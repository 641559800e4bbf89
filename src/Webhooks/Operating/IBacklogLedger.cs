using Webhooks.Events;

namespace Webhooks.Operating;

/// <summary>The cost of a call grows with what is asked for, never with the ledger.</summary>
public interface IBacklogLedger
{
    /// <summary>Counts up to <paramref name="most" />.</summary>
    Task<Backlog> ReadAsync(LedgerPartition partition, int most, CancellationToken cancellationToken);
}

public sealed record Backlog(int Waiting, DateTimeOffset? FirstDue, int Dead)
{
    internal static readonly Backlog None = new(0, null, 0);

    internal Backlog With(Backlog other) => new(Waiting + other.Waiting, FirstDue is null || other.FirstDue < FirstDue ? other.FirstDue : FirstDue, Dead + other.Dead);
}
