namespace Proof.Stub;

/// <summary>Rows of one partition; a range of them is found by its keys, as in the service, however many there are.</summary>
internal sealed class MemoryPartition
{
    private readonly SortedSet<string> keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Stored> rows = new(StringComparer.Ordinal);

    public Stored? Find(string row) => rows.GetValueOrDefault(row);

    public void Put(string row, Stored stored)
    {
        keys.Add(row);
        rows[row] = stored;
    }

    public void Remove(string row)
    {
        keys.Remove(row);
        rows.Remove(row);
    }

    /// <summary>From the first key to the last, both included.</summary>
    public IEnumerable<(string Row, Stored Stored)> Between(string first, string last) =>
        string.CompareOrdinal(first, last) > 0 ? [] : keys.GetViewBetween(first, last).Select(row => (row, rows[row]));
}
