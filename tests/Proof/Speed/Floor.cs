using Azure.Data.Tables;
using Azure.Storage.Queues;
using Proof.Load;
using Webhooks.Settings;
using Webhooks.Storage;

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

    public TimeSpan Processor => Measure.OfThisProcess();

    public long? Allocated => GC.GetTotalAllocatedBytes();

    public static async Task<Floor> OnAsync(string connectionString, string name, CancellationToken cancellationToken)
    {
        var connection = StorageConnection.Read(new SettingsReader([new("AzureWebJobsStorage", connectionString)]))!;
        var floor = new Floor(connection.Table(name, retries: 0), connection.Queue(name + "-events", retries: 2));
        await floor.table.CreateIfNotExistsAsync(cancellationToken);
        await floor.queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        return floor;
    }

    public async Task WriteAsync((IReadOnlyList<TableTransactionAction> Actions, string Message) write)
    {
        await table.SubmitTransactionAsync(write.Actions);
        await queue.SendMessageAsync(write.Message, visibilityTimeout: TimeSpan.Zero, timeToLive: null);
    }

    public ICaller Connect() => new Caller(this);

    public void Dispose()
    {
    }

    private sealed class Caller(Floor floor) : ICaller
    {
        public async Task<int> CallAsync(Shot shot)
        {
            await floor.WriteAsync(shot.Write);
            return 202;
        }

        public void Dispose()
        {
        }
    }
}
