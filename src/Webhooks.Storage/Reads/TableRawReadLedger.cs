using Azure.Data.Tables;
using Webhooks.Raw;

namespace Webhooks.Storage.Reads;

/// <summary>A row for each read. Nobody waits for the old ones to go: they go once a day, when there is a read to write.</summary>
internal sealed class TableRawReadLedger(PreparedStorage prepared, StorageConnection storage) : IRawReadLedger
{
    private const string Kind = "a|";

    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));
    private long removedOn;

    public async Task AddAsync(RawRead read, CancellationToken cancellationToken)
    {
        var day = read.At.UtcTicks / TimeSpan.TicksPerDay;
        if (Interlocked.Exchange(ref removedOn, day) != day)
        {
            await ledger.RemoveRangeAsync(LedgerKeys.RawReads, Kind + LedgerKeys.ReverseTicks(read.At - RawRead.Retention), "a}", cancellationToken);
        }

        await ledger.PutAsync(
            new TableEntity(LedgerKeys.RawReads, $"{Kind}{LedgerKeys.ReverseTicks(read.At)}|{Guid.NewGuid():N}")
            {
                ["Source"] = read.Source,
                ["Id"] = read.Id,
                ["RequestedBy"] = read.RequestedBy,
            },
            cancellationToken);
    }
}
