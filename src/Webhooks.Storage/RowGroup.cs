using Azure.Data.Tables;

namespace Webhooks.Storage;

/// <summary>Rows that go in one transaction, or not at all.</summary>
/// <param name="Pointer">Points to the others.</param>
internal sealed record RowGroup(TableEntity Pointer)
{
    /// <summary>The keys of the others.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Rows that come in their place.</summary>
    public IReadOnlyList<TableEntity> Left { get; init; } = [];

    public int Actions => 1 + Others.Count + Left.Count;
}
