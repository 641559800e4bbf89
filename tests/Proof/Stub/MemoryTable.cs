namespace Proof.Stub;

/// <summary>The rows of one table, sorted by key, changed by all of a transaction's changes or by none.</summary>
internal sealed class MemoryTable
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, MemoryPartition> partitions = new(StringComparer.Ordinal);

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
            return partitions.GetValueOrDefault(partition)?.Find(row);
        }
    }

    /// <summary>At most so many rows that fit, in the order of their keys, from a key on; and the key of the one that would be next.</summary>
    public (IReadOnlyList<Stored> Rows, (string Partition, string Row)? Next) Where(TableFilterText filter, (string Partition, string Row) from, int most)
    {
        lock (gate)
        {
            var rows = new List<Stored>();
            foreach (var (name, partition) in partitions.Where(one => string.CompareOrdinal(one.Key, from.Partition) >= 0 && (filter.Partition is null || one.Key == filter.Partition)))
            {
                foreach (var (row, stored) in partition.Between(name == from.Partition && string.CompareOrdinal(from.Row, filter.FirstRow) > 0 ? from.Row : filter.FirstRow, filter.LastRow))
                {
                    if (filter.Holds(name, row, stored))
                    {
                        if (rows.Count == most)
                        {
                            return (rows, (name, row));
                        }

                        rows.Add(stored);
                    }
                }
            }

            return (rows, null);
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
            partitions[change.Partition] = rows = new();
        }

        if (change.Kind == TableChangeKind.Delete)
        {
            rows.Remove(change.Row);
            return null;
        }

        var stored = change.Kind == TableChangeKind.Merge && rows.Find(change.Row) is { } old ? old.MergedWith(change.Json) : Stored.Of(change.Json);
        rows.Put(change.Row, stored);
        return stored.ETag;
    }
}
