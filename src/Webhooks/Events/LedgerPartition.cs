namespace Webhooks.Events;

/// <summary>One partition of the ledger: a source, or one shard of it.</summary>
public readonly record struct LedgerPartition(string Source, int? Shard);
