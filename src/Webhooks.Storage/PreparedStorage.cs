using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Webhooks.Timing;

namespace Webhooks.Storage;

/// <summary>
/// Creates what is missing when the app starts, and again when somebody deletes it while the app runs. Writes down which partitions this configuration
/// uses, so that the sweep still finds them when the configuration has changed. Until that is done nothing is admitted: an event in a partition nobody
/// knows of would be lost. The first deliveries wait for nothing else: the ledger is tried, and created only where it is missing, and what they do not need is prepared after it.
/// </summary>
internal sealed partial class PreparedStorage(StorageConnection storage, SourceCatalog sources, TimeProvider clock, StorageClock storageClock, ILogger<PreparedStorage> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // So long the first deliveries have the processor to themselves, unless somebody asks for more.
    private static readonly TimeSpan UntilRest = TimeSpan.FromSeconds(2);

    // Calls that were under way when storage was prepared again still report what they missed.
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly TaskCompletionSource restWanted = NewGate();
    private readonly Channel<string> missing = Channel.CreateUnbounded<string>();
    private volatile TaskCompletionSource admitting = NewGate();
    private volatile TaskCompletionSource ready = NewGate();
    private bool hasBeenReady;
    private long? readyAgainAt;

    /// <summary>What was missing, after it was created again.</summary>
    public event Action<string>? Renewed;

    /// <summary>Incomplete while storage is being prepared, also for the second time.</summary>
    public Task Ready
    {
        get
        {
            restWanted.TrySetResult();
            return ready.Task;
        }
    }

    /// <summary>The same of one table, queue or container: what admission needs is ready before the rest.</summary>
    public Task ReadyFor(string name) => name is StorageNames.LedgerTable or StorageNames.EventQueue ? admitting.Task : Ready;

    /// <summary>Of every configured source.</summary>
    public IReadOnlyList<string> Partitions { get; } = [.. sources.All.SelectMany(PartitionsOf)];

    /// <summary>What this configuration needs.</summary>
    public IReadOnlyList<string> Containers { get; } = sources.All.Any(source => source.TakesLargeBodies) ? [StorageNames.BodyContainer] : [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        storageClock.Doubt();
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Has storage prepared again. Reports of the same loss are one.</summary>
    public void ReportMissing(string what)
    {
        lock (gate)
        {
            if (!Ready.IsCompleted || (readyAgainAt is { } last && clock.GetElapsedTime(last) < BetweenRenewals))
            {
                return;
            }

            (admitting, ready) = (NewGate(), NewGate());
        }

        Log.Missing(logger, what);
        missing.Writer.TryWrite(what);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await PrepareUntilReadyAsync(stoppingToken);
        await foreach (var what in missing.Reader.ReadAllAsync(stoppingToken))
        {
            await PrepareUntilReadyAsync(stoppingToken);
            Renewed?.Invoke(what);
        }
    }

    private async Task PrepareUntilReadyAsync(CancellationToken stoppingToken)
    {
        for (var notified = false; ; notified = true)
        {
            try
            {
                await PrepareAsync(stoppingToken);
                break;
            }
#pragma warning disable CA1031 // Storage that is down at start must not keep the app from coming up: senders get 503 until it is back.
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                if (!notified)
                {
                    var problem = failure.Message.Split('\n')[0];
                    if (admitting.Task.IsCompleted)
                    {
                        Log.NotComplete(logger, problem);
                    }
                    else
                    {
                        Log.NotReady(logger, problem);
                    }
                }

                await Task.Delay(Pause, clock, stoppingToken);
            }
        }

        Log.Ready(logger, StorageNames.LedgerTable, StorageNames.EventQueue);
        lock (gate)
        {
            readyAgainAt = hasBeenReady ? clock.GetTimestamp() : null;
            hasBeenReady = true;
            ready.SetResult();
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (!admitting.Task.IsCompleted)
        {
            await Task.WhenAll(PrepareLedgerAsync(cancellationToken), CreateQueueAsync(StorageNames.EventQueue, cancellationToken));
            storageClock.Settle();
            admitting.SetResult();
        }

        await Task.WhenAny(restWanted.Task, Task.Delay(UntilRest, clock, cancellationToken));

        await Task.WhenAll(
        [
            .. StorageNames.Tables.Where(name => name != StorageNames.LedgerTable).Select(name => CreateTableAsync(name, cancellationToken)),
            .. StorageNames.Queues.Where(name => name != StorageNames.EventQueue).Select(name => CreateQueueAsync(name, cancellationToken)),
            // Who takes no large bodies needs no right on blobs.
            .. Containers.Select(name => CreateContainerAsync(storage.Container(name, retries: 1)!, cancellationToken)),
        ]);
    }

    // Nearly always it is there: that it can be written to says so.
    private async Task PrepareLedgerAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RegisterAsync(cancellationToken);
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == LedgerTable.TableNotFound)
        {
            await CreateTableAsync(StorageNames.LedgerTable, cancellationToken);
            await RegisterAsync(cancellationToken);
        }
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var table = storage.Table(StorageNames.LedgerTable, retries: 1);
        var rows = await Task.WhenAll(sources.All.SelectMany(source =>
            PartitionsOf(source).Select(partition => RegistryRow.OfAsync(table, source, partition, clock.GetUtcNow(), cancellationToken))));
        await Task.WhenAll(rows.Chunk(LedgerTable.MostActions).Select(chunk =>
            table.SubmitTransactionAsync(chunk.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken: cancellationToken)));
    }

    private async Task CreateTableAsync(string name, CancellationToken cancellationToken) => await storage.Table(name, retries: 1).CreateIfNotExistsAsync(cancellationToken);

    private async Task CreateQueueAsync(string name, CancellationToken cancellationToken)
    {
        var queue = storage.Queue(name, retries: 1);
        if (!await queue.ExistsAsync(cancellationToken))
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
    }

    // Azure takes half a minute to delete one, and creates none of its name meanwhile. Only large bodies have to wait for that: the first of
    // them reports it as missing.
    private static async Task CreateContainerAsync(BlobContainerClient container, CancellationToken cancellationToken)
    {
        try
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.ContainerBeingDeleted)
        {
        }
    }

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static IEnumerable<string> PartitionsOf(Source source) => source.Shards == 1
        ? [LedgerKeys.Partition(source.Name, null)]
        : Enumerable.Range(0, source.Shards).Select(shard => LedgerKeys.Partition(source.Name, shard));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Storage is ready: table {Table}, queue {Queue}.")]
        public static partial void Ready(ILogger logger, string table, string queue);

        [LoggerMessage(Level = LogLevel.Error, Message = "The {What} is missing: it was deleted, or the storage account replaced, while the app ran. What it held is lost; creating it again.")]
        public static partial void Missing(ILogger logger, string what);

        [LoggerMessage(Level = LogLevel.Error, Message = "Storage is not ready ({Problem}). Deliveries are answered 503 until it is; trying again each second.")]
        public static partial void NotReady(ILogger logger, string problem);

        [LoggerMessage(Level = LogLevel.Error, Message = "Storage is not complete ({Problem}). Deliveries are accepted; what needs the rest, such as notifications, waits for it; trying again each second.")]
        public static partial void NotComplete(ILogger logger, string problem);
    }
}
