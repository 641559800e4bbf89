using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Redriving;

namespace Webhooks.Storage.Events;

/// <summary>An operator's side of the ledger.</summary>
internal sealed class TableDeadLetterLedger(PreparedStorage prepared, StorageConnection storage, PartitionRegistry registry) : IDeadLetterLedger, IEventLookup
{
    // No retries by the SDK: the retry of a write that landed would look as if someone else had redriven the event.
    private readonly LedgerTable writes = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 0));
    private readonly LedgerTable reads = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 3));

    public async IAsyncEnumerable<DeadLetter> ListAsync(DeadLetterFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IEnumerable<string> partitions = await registry.ListKeysAsync(filter.Source, cancellationToken);
        var range = new NewestFirst("d") { Since = filter.Since, Before = filter.Before, After = filter.After };
        await foreach (var row in range.ReadAsync(reads, filter.Source is null ? partitions.Append(LedgerKeys.Unreadable) : partitions, cancellationToken))
        {
            var dead = DeadLetterRow.Read(row);
            if (filter.Matches(dead))
            {
                yield return dead;
            }
        }
    }

    public async Task<LedgerEvent?> FindAsync(string source, string eventId, CancellationToken cancellationToken)
    {
        foreach (var partition in await registry.ListKeysAsync(source, cancellationToken))
        {
            if (await reads.FindAsync(partition, LedgerKeys.Event(eventId), cancellationToken) is { } row)
            {
                return EventRow.Read(new EventKey(source, LedgerKeys.ReadPartition(partition).Shard, eventId), row);
            }
        }

        return null;
    }

    public Task<Envelope?> RedriveAsync(EventKey key, HistoryEntry note, HandlerChoice choice, CancellationToken cancellationToken) =>
        RequeueAsync(key, note, choice, row => EventRow.ReadStatus(row) == EventStatus.DeadLettered, cancellationToken);

    public Task<Envelope?> ResendAsync(EventKey key, HistoryEntry note, HandlerChoice choice, CancellationToken cancellationToken) =>
        RequeueAsync(key, note, choice, row => EventRow.ReadStatus(row) != EventStatus.Pending || !(row.GetDateTimeOffset(EventRow.ClaimedUntil) > note.At), cancellationToken);

    public async Task<bool> NoteAsync(EventKey key, HistoryEntry note, CancellationToken cancellationToken)
    {
        var (partition, id) = (LedgerKeys.Partition(key), LedgerKeys.Event(key.EventId));
        while (await reads.FindAsync(partition, id, cancellationToken, [EventRow.Status, EventRow.History]) is { } row && EventRow.ReadStatus(row) != EventStatus.Pending)
        {
            // Whoever comes second reads again: a note must not undo what another wrote.
            var change = new TableEntity(partition, id) { [EventRow.History] = EventRow.Append(EventRow.ReadHistory(row), note) };
            if (await writes.SubmitAsync([new(TableTransactionActionType.UpdateMerge, change, row.ETag)], cancellationToken) is { Lost: null })
            {
                return true;
            }
        }

        return false;
    }

    private async Task<Envelope?> RequeueAsync(EventKey key, HistoryEntry note, HandlerChoice choice, Func<TableEntity, bool> allowed, CancellationToken cancellationToken)
    {
        var row = await writes.FindAsync(LedgerKeys.Partition(key), LedgerKeys.Event(key.EventId), cancellationToken, RedriveRows.Needed);
        if (row is null || !allowed(row))
        {
            return null;
        }

        var traceParent = row.GetString(EventRow.TraceParent);
        var (_, lost) = await writes.SubmitAsync(RedriveRows.Of(key, row, note, traceParent, choice).Actions, cancellationToken);
        return lost is null ? Envelope.For(key, traceParent, row.GetInt32(EventRow.BodyLength)) : null;
    }
}
