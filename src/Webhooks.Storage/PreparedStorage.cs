using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Webhooks.Timing;

namespace Webhooks.Storage;

/// <summary>
/// Creates what is missing when the app starts, and writes down which partitions this configuration uses, so that the sweep still finds
/// them when the configuration has changed. Until that is done nothing is admitted: an event in a partition nobody knows of would be lost.
/// </summary>
internal sealed partial class PreparedStorage(StorageConnection storage, SourceCatalog sources, TimeProvider clock, StorageClock storageClock, ILogger<PreparedStorage> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ready => ready.Task;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        storageClock.Doubt();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var notified = false; !stoppingToken.IsCancellationRequested; notified = true)
        {
            try
            {
                await PrepareAsync(stoppingToken);
                storageClock.Settle();
                Log.Ready(logger, StorageNames.LedgerTable, StorageNames.EventQueue);
                ready.SetResult();
                return;
            }
#pragma warning disable CA1031 // Storage that is down at start must not keep the app from coming up: senders get 503 until it is back.
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                if (!notified)
                {
                    Log.NotReady(logger, failure.Message.Split('\n')[0]);
                }

                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var table = storage.Table(StorageNames.LedgerTable, retries: 1);
        await Task.WhenAll(
        [
            .. StorageNames.Tables.Select(name => (Task)storage.Table(name, retries: 1).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
            .. StorageNames.Queues.Select(name => storage.Queue(name, retries: 1).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
        ]);
        await Task.WhenAll(sources.All.SelectMany(Partitions).Chunk(100).Select(chunk =>
            table.SubmitTransactionAsync(
                chunk.Select(partition => new TableTransactionAction(TableTransactionActionType.UpsertReplace, RowVersion.Stamp(new TableEntity(LedgerKeys.Registry, partition)))),
                cancellationToken: cancellationToken)));
    }

    private static IEnumerable<string> Partitions(Source source) => source.Shards == 1
        ? [LedgerKeys.Partition(source.Name, null)]
        : Enumerable.Range(0, source.Shards).Select(shard => LedgerKeys.Partition(source.Name, shard));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Storage is ready: table {Table}, queue {Queue}.")]
        public static partial void Ready(ILogger logger, string table, string queue);

        [LoggerMessage(Level = LogLevel.Error, Message = "Storage is not ready ({Problem}). Deliveries are answered 503 until it is; trying again each second.")]
        public static partial void NotReady(ILogger logger, string problem);
    }
}
