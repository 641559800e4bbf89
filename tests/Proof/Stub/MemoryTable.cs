namespace Proof.Stub;

/// <summary>The rows of one table, sorted by key, changed by all of a transaction's changes or by none.</summary>
internal sealed class MemoryTable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, SortedDictionary<string, Stored>> partitions = [];

    /// <summary>Versions of what was written, or which change lost and how.</summary>
    public (IReadOnlyList<string?> Versions, int Lost, TableFault? Fault) Apply(IReadOnlyList<TableChange> changes)
    {
        lock (gate)
        {
            for (var i = 0; i < changes.Count; i++)
            {
                if (changes[i].FaultOn(Find(changes[i].Partition, changes[i].Row)) is { } fault)
                {
                    return ([], i, fault);
                }
            }

            return ([.. changes.Select(Apply)], 0, null);
        }
    }

    public Stored? Find(string partition, string row)
    {
        lock (gate)
        {
            return partitions.GetValueOrDefault(partition)?.GetValueOrDefault(row);
        }
    }

    public IReadOnlyList<Stored> Where(TableFilterText filter)
    {
        lock (gate)
        {
            // The partition is the only index: the proofs ask for little, and never while they measure.
            var chosen = filter.Partition is { } one
                ? partitions.GetValueOrDefault(one) is { } rows ? [KeyValuePair.Create(one, rows)] : []
                : partitions.AsEnumerable();
            return [.. chosen.SelectMany(partition => partition.Value.Where(row => filter.Holds(partition.Key, row.Key, row.Value)).Select(row => row.Value))];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            partitions.Clear();
        }
    }

    private string? Apply(TableChange change)
    {
        if (!partitions.TryGetValue(change.Partition, out var rows))
        {
            partitions[change.Partition] = rows = new(StringComparer.Ordinal);
        }

        if (change.Kind == TableChangeKind.Delete)
        {
            rows.Remove(change.Row);
            return null;
        }

        var stored = change.Kind == TableChangeKind.Merge && rows.TryGetValue(change.Row, out var old) ? old.MergedWith(change.Json) : Stored.Of(change.Json);
        rows[change.Row] = stored;
        return stored.ETag;
    }
}
