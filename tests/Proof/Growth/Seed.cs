using System.Globalization;
using Azure.Data.Tables;
using Webhooks.Storage;
using Webhooks.Storage.Events;

namespace Proof.Growth;

/// <summary>A ledger as it is after a long time: copies of events that went through the app itself, with other ids and times.</summary>
internal sealed class Seed(TableClient ledger, GrownApp app)
{
    private const int Batch = 100;
    private const int Deliveries = 8;
    private long seeded;

    /// <summary>Rows of an event that was processed.</summary>
    public int RowsOfEvent => processed.Count;

    /// <summary>The two originals: an event that was processed, and one that became a dead letter.</summary>
    private IReadOnlyList<TableEntity> processed = [];

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        var done = await app.AcceptAsync(cancellationToken);
        await app.ProcessAsync(cancellationToken);
        processed = await RowsAsync(done, cancellationToken);
    }

    /// <summary>Fills the ledger up to so many rows.</summary>
    public async Task GrowAsync(long rows, DateTimeOffset newest, CancellationToken cancellationToken)
    {
        var events = Enumerable.Range(0, (int)((rows - (seeded * processed.Count)) / processed.Count)).Select(number => seeded + number).ToArray();
        seeded += events.Length;
        await Parallel.ForEachAsync(
            events.Chunk(Batch / processed.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Deliveries, CancellationToken = cancellationToken },
            async (chunk, stopping) => await ledger.SubmitTransactionAsync(
                chunk.SelectMany(number => Copies(number, newest)).Select(copy => new TableTransactionAction(TableTransactionActionType.Add, copy)), stopping));
    }

    private IEnumerable<TableEntity> Copies(long number, DateTimeOffset newest)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"evt_seeded_{number:D9}");
        var at = newest.AddSeconds(-number);
        var subject = LedgerKeys.IndexName("subject_of_" + id);
        foreach (var original in processed)
        {
            var copy = new TableEntity(original.Where(column => column.Key is not ("odata.etag" or "Timestamp")).ToDictionary(column => column.Key, column => column.Value))
            {
                RowKey = original.RowKey[0] switch
                {
                    'e' => LedgerKeys.Event(id),
                    't' => LedgerKeys.Timeline(at, id),
                    'i' => IndexRow.Keys(subject, LedgerKeys.Timeline(at, id)).Single(),
                    _ => LedgerKeys.Nonce(id),
                },
            };
            if (original.RowKey[0] is 'e' or 't')
            {
                (copy[EventRow.EventId], copy[EventRow.ReceivedAt]) = (id, at);
            }

            if (original.RowKey[0] == 'e')
            {
                copy[EventRow.TimelineRow] = LedgerKeys.Timeline(at, id);
            }

            if (copy.ContainsKey(IndexRow.Column))
            {
                copy[IndexRow.Column] = subject;
            }

            if (original.RowKey[0] == 't')
            {
                copy[NonceRow.Column] = LedgerKeys.Nonce(id);
            }

            yield return copy;
        }
    }

    private async Task<IReadOnlyList<TableEntity>> RowsAsync(string id, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in ledger.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {GrownApp.Source}"), cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows is [_, _, ..] && rows.Exists(row => row.RowKey == LedgerKeys.Event(id)) && rows.TrueForAll(row => row.RowKey[0] is 'e' or 't' or 'n' or 'i')
            ? rows
            : throw new InvalidOperationException($"A processed event leaves other rows than it did: {string.Join(' ', rows.Select(row => row.RowKey))}");
    }
}
