using System.Collections.Concurrent;
using Azure.Data.Tables;
using Webhooks.Status;

namespace Webhooks.Storage.Status;

/// <summary>Lists the resources that versions without <see cref="StatusPointer" /> wrote: once per source, some at a time.</summary>
internal sealed class StatusListing(PreparedStorage prepared, StorageConnection storage)
{
    private const string Progress = "x|progress";
    private const string Next = "Next";

    // Behind every row of a resource.
    private const string End = "s}";

    private readonly LedgerTable table = new(prepared, storage.Table(StorageNames.StatusTable, retries: 3));
    private readonly ConcurrentDictionary<string, bool> complete = new();

    public async Task ListOldAsync(string source, int most, CancellationToken cancellationToken)
    {
        if (complete.ContainsKey(source))
        {
            return;
        }

        var next = (await table.FindAsync(source, Progress, cancellationToken))?.GetString(Next) ?? StatusEntity.Things;
        var seen = 0;
        await foreach (var row in table.ScanAsync(source, next, End, cancellationToken))
        {
            if (seen++ == most)
            {
                await table.PutAsync(new TableEntity(source, Progress) { [Next] = row.RowKey }, cancellationToken);
                return;
            }

            if (!row.ContainsKey(StatusEntity.Reported))
            {
                var known = StatusEntity.Read(row);
                await table.PutAsync(StatusPointer.Of(StatusPointer.Reported, known.LastReported, known), cancellationToken);
            }
        }

        if (next != End)
        {
            await table.PutAsync(new TableEntity(source, Progress) { [Next] = End }, cancellationToken);
        }

        complete.TryAdd(source, true);
    }
}
