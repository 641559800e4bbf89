using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Proof.Processes;
using Proof.Speed;
using Webhooks.Events;
using Webhooks.Settings;
using Webhooks.Storage;
using Webhooks.Storage.Events;

namespace Proof.Backlog;

/// <summary>When events were received and when they ended. Read from the ledger, which has both moments: nothing was added to the receiver for this.</summary>
internal sealed class Ledger(Storage storage)
{
    // Without progress for so long, nothing more is waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TableClient table = storage.Table(StorageNames.LedgerTable);
    private readonly QueueClient queue = StorageConnection.Read(new SettingsReader([new("AzureWebJobsStorage", storage.ConnectionString)]))!.Queue(StorageNames.EventQueue, retries: 3);

    /// <summary>The ends of so many events, in their order; fewer when the others do not come.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset Received, DateTimeOffset Ended)>> ProcessedAsync(int wanted, CancellationToken cancellationToken)
    {
        // Storage that goes through all of its rows for this would be busy with it: they are read when the queue is empty, which is asked cheaply.
        for (var (waited, before) = (Stopwatch.StartNew(), long.MaxValue); waited.Elapsed < Patience; await Task.Delay(250, cancellationToken))
        {
            var left = await LeftAsync(cancellationToken);
            if (left == 0)
            {
                break;
            }

            if (left < before)
            {
                before = left.Value;
                waited.Restart();
            }
        }

        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(1000, cancellationToken))
        {
            var ends = await ReadAsync(cancellationToken);
            if (ends.Count >= wanted || waited.Elapsed > Patience)
            {
                return [.. ends.OrderBy(row => row.Ended)];
            }
        }
    }

    // Null where storage is too busy to say.
    private async Task<long?> LeftAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCountLong;
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<List<(DateTimeOffset Received, DateTimeOffset Ended)>> ReadAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Plan.Sender} and RowKey ge {"t|"} and RowKey lt {"t}"} and Status eq {nameof(EventStatus.Processed)}");
        var rows = new List<(DateTimeOffset, DateTimeOffset)>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: [EventRow.ReceivedAt, EventRow.EndedAt], cancellationToken: cancellationToken))
        {
            rows.Add((row.GetDateTimeOffset(EventRow.ReceivedAt)!.Value, row.GetDateTimeOffset(EventRow.EndedAt)!.Value));
        }

        return rows;
    }
}
