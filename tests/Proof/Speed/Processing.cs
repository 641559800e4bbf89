using System.Diagnostics;
using Azure.Data.Tables;
using Proof.Load;
using Proof.Processes;
using Proof.Reporting;
using Webhooks.Events;
using Webhooks.Storage;
using Webhooks.Storage.Events;

namespace Proof.Speed;

/// <summary>How fast a backlog is worked off, and how long after its acceptance an event is processed when nothing waits before it.</summary>
internal sealed class Processing(Storage storage, Plan plan)
{
    public async Task RunAsync(MarkdownTable table, Targets targets, CancellationToken cancellationToken)
    {
        var backlog = Shots.Make(Plan.Sender, 1024, plan.Sizes[0].Shots / 9);
        using (var accepting = await Servers.ReceiverAsync(storage, processing: false, cancellationToken))
        {
            await Closed.RunAsync(accepting.Connect, backlog, Plan.Clients, TimeSpan.FromMinutes(1));
        }

        using var receiver = await Servers.ReceiverAsync(storage, processing: true, cancellationToken);
        var before = receiver.Processor;
        var ends = (await ProcessedAsync(backlog.Length, cancellationToken)).Select(row => row.Ended).Order().ToList();
        var (perSecond, each) = ((ends.Count - 1) / (ends[^1] - ends[0]).TotalSeconds, (receiver.Processor - before).TotalMilliseconds / ends.Count);

        var known = TimeProvider.System.GetUtcNow();
        var rate = Math.Min(perSecond / 4, 50);
        var trickle = Shots.Make(Plan.Sender, 1024, (int)(rate * plan.Full.TotalSeconds * 4));
        await Open.RunAsync(receiver.Connect, trickle, rate);
        var all = await ProcessedAsync(backlog.Length + trickle.Length, cancellationToken);
        var lags = new Outcome();
        foreach (var (received, ended) in all.Where(row => row.Received > known))
        {
            lags.Add((ended - received).TotalMilliseconds, 200, 200);
        }

        table.Add(storage.Name, perSecond, each, rate, lags.Percentile(0.5), lags.Percentile(0.9), lags.Percentile(0.99));
        targets.Always($"{storage.Name}: accepted events that were not processed", 0, backlog.Length + trickle.Length - all.Count, all.Count == backlog.Length + trickle.Length);
        await storage.ClearAsync(cancellationToken);
    }

    public static MarkdownTable Table() => new("storage", "backlog: processed/s", "CPU ms each", "then at a rate of /s", "lag p50 ms", "lag p90 ms", "lag p99 ms");

    // Read from the ledger, which has the moment of each end: nothing was added to the receiver for this.
    private async Task<IReadOnlyList<(DateTimeOffset Received, DateTimeOffset Ended)>> ProcessedAsync(int wanted, CancellationToken cancellationToken)
    {
        var table = storage.Table(StorageNames.LedgerTable);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Plan.Sender} and RowKey ge {"t|"} and RowKey lt {"t}"} and Status eq {nameof(EventStatus.Processed)}");
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(1000, cancellationToken))
        {
            var rows = new List<(DateTimeOffset, DateTimeOffset)>();
            await foreach (var row in table.QueryAsync<TableEntity>(filter, select: [EventRow.ReceivedAt, EventRow.EndedAt], cancellationToken: cancellationToken))
            {
                rows.Add((row.GetDateTimeOffset(EventRow.ReceivedAt)!.Value, row.GetDateTimeOffset(EventRow.EndedAt)!.Value));
            }

            if (rows.Count >= wanted || waited.Elapsed > TimeSpan.FromMinutes(2))
            {
                return rows;
            }
        }
    }
}
