namespace Proof.Stub;

/// <summary>Addresses such as <c>webhooks(PartitionKey='a',RowKey='b')</c>.</summary>
internal static class TablePath
{
    public static string TableOf(string path) => path.Split('(')[0];

    public static (string Partition, string Row) KeysOf(string path)
    {
        var keys = Uri.UnescapeDataString(path[(path.IndexOf('(', StringComparison.Ordinal) + 1)..path.LastIndexOf(')')]);
        return (Value(keys, "PartitionKey='", "',RowKey='"), Value(keys, "RowKey='", null));
    }

    private static string Value(string keys, string before, string? after)
    {
        var from = keys.IndexOf(before, StringComparison.Ordinal) + before.Length;
        var to = after is null ? keys.Length - 1 : keys.IndexOf(after, from, StringComparison.Ordinal);
        return keys[from..to].Replace("''", "'", StringComparison.Ordinal);
    }
}
