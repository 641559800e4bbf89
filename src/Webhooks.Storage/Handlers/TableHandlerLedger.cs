using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Storage.Events;

namespace Webhooks.Storage.Handlers;

/// <summary>The rows of handlers, in a partition of the ledger that belongs to no source, and what pending and dead-letter rows say of them.</summary>
internal sealed class TableHandlerLedger(PreparedStorage prepared, StorageConnection storage) : IHandlerLedger
{
    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));

    public async Task<IReadOnlyList<HandlerRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var handlers = new List<HandlerRecord>();
        await foreach (var row in ledger.ScanAsync(LedgerKeys.Handlers, "", "~", cancellationToken))
        {
            handlers.Add(HandlerRow.Read(row));
        }

        return handlers;
    }

    public Task PauseAsync(string name, HandlerPause pause, CancellationToken cancellationToken) => ledger.SubmitAsync(Merge(HandlerRow.Paused(name, pause)), cancellationToken);

    public Task ResumeAsync(string name, DateTimeOffset at, CancellationToken cancellationToken) => ledger.SubmitAsync(Merge(HandlerRow.Resumed(name, at)), cancellationToken);

    public Task EndResumeAsync(HandlerRecord resumed, CancellationToken cancellationToken) =>
        ledger.SubmitAsync([new(TableTransactionActionType.UpdateMerge, HandlerRow.Settled(resumed.Name), new ETag(resumed.Version))], cancellationToken);

    public Task NoteActivityAsync(HandlerRecord seen, CancellationToken cancellationToken) => ledger.SubmitAsync(Merge(HandlerRow.Seen(seen)), cancellationToken);

    public async IAsyncEnumerable<PendingEvent> FindPausedAsync(LedgerPartition partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var also = TableClient.CreateQueryFilter($"Paused gt {""}");
        await foreach (var row in ledger.ScanAsync(LedgerKeys.Partition(partition), "p|", "p}", cancellationToken, also: also))
        {
            yield return PendingRow.Read(partition, row);
        }
    }

    public Task NotePausedAsync(PendingEvent pending, IReadOnlyList<string> paused, CancellationToken cancellationToken)
    {
        var row = new TableEntity(LedgerKeys.Partition(pending.Key), pending.Row) { [EventRow.Paused] = string.Join(' ', paused) };
        return ledger.SubmitAsync([new(TableTransactionActionType.UpdateMerge, row, ETag.All)], cancellationToken);
    }

    public async Task<HandlerCounts> CountAsync(LedgerPartition partition, int most, CancellationToken cancellationToken)
    {
        var waiting = CountAsync(partition, "p|", "p}", EventRow.Waiting, most, cancellationToken);
        var (failed, isCut) = await CountAsync(partition, "d|", "d}", EventRow.Failed, most, cancellationToken);
        return new((await waiting).Counts, failed, isCut || (await waiting).IsCut);
    }

    private async Task<(Dictionary<string, int> Counts, bool IsCut)> CountAsync(
        LedgerPartition partition, string from, string to, string column, int most, CancellationToken cancellationToken)
    {
        var (counts, read) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        await foreach (var row in ledger.ScanAsync(LedgerKeys.Partition(partition), from, to, cancellationToken, [nameof(TableEntity.RowKey), column]))
        {
            if (++read > most)
            {
                return (counts, true);
            }

            foreach (var name in HandlerStates.ReadNames(row.GetString(column)))
            {
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }
        }

        return (counts, false);
    }

    private static TableTransactionAction[] Merge(TableEntity row) => [new(TableTransactionActionType.UpsertMerge, row)];
}
