using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Functions.Storage;
using Proof.Load;
using Proof.Processes;
using Webhooks.Receiving;
using Webhooks.Settings;

namespace Proof.Speed;

/// <summary>
/// What no receiver on this storage can go below: the same atomic write and the same queue message, by the same clients, with the rows
/// made beforehand and nothing in front.
/// </summary>
internal sealed class Floor : IContender
{
    public const string Title = "floor";
    private readonly TableClient table;
    private readonly QueueClient queue;

    private Floor(TableClient table, QueueClient queue) => (this.table, this.queue) = (table, queue);

    public string Name => Title;

    public TimeSpan Processor
    {
        get
        {
            using var own = Process.GetCurrentProcess();
            return own.TotalProcessorTime;
        }
    }

    public long? Allocated => GC.GetTotalAllocatedBytes();

    public static async Task<Floor> OnAsync(Storage storage, CancellationToken stop)
    {
        var connection = StorageConnection.Read(new SettingsReader([new("AzureWebJobsStorage", storage.ConnectionString)]))!;
        var floor = new Floor(connection.Table("floor", retries: 0), connection.Queue("floor-events", retries: 2));
        await floor.table.CreateIfNotExistsAsync(stop);
        await floor.queue.CreateIfNotExistsAsync(cancellationToken: stop);
        return floor;
    }

    public ICaller Connect() => new Caller(this);

    public void Dispose()
    {
    }

    private sealed class Caller(Floor floor) : ICaller
    {
        public async Task<int> CallAsync(Shot shot)
        {
            var (actions, message) = shot.Write;
            await floor.table.SubmitTransactionAsync(actions);
            await floor.queue.SendMessageAsync(message, visibilityTimeout: TimeSpan.Zero, timeToLive: null);
            return 202;
        }

        public void Dispose()
        {
        }
    }
}
