using Webhooks.Events;

namespace Webhooks.Operating;

/// <summary>What lies in the ledger now. The cost of a call grows with what is asked for, never with the ledger.</summary>
public interface IBacklogLedger
{
    /// <summary>What waits and what is dead in a partition, both counted up to <paramref name="most" />.</summary>
    Task<Backlog> ReadAsync(LedgerPartition partition, int most, CancellationToken cancellationToken);
}

/// <summary>What a partition has lying.</summary>
/// <param name="Waiting">Pending events.</param>
/// <param name="FirstDue">When the first of them is due; null when none waits.</param>
/// <param name="Dead">Dead letters.</param>
public sealed record Backlog(int Waiting, DateTimeOffset? FirstDue, int Dead)
{
    internal static readonly Backlog None = new(0, null, 0);

    internal Backlog With(Backlog other) => new(Waiting + other.Waiting, FirstDue is null || other.FirstDue < FirstDue ? other.FirstDue : FirstDue, Dead + other.Dead);
}
