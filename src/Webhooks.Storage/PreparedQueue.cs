using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Webhooks.Storage;

/// <summary>A queue that is created again when somebody deletes it under the running app.</summary>
internal sealed class PreparedQueue(PreparedStorage storage, QueueClient queue)
{
    public async Task SendAsync(string message, TimeSpan delay, CancellationToken cancellationToken)
    {
        await storage.ReadyFor(queue.Name).WaitAsync(cancellationToken);
        try
        {
            await queue.SendMessageAsync(message, visibilityTimeout: delay, timeToLive: null, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            storage.ReportMissing($"queue {queue.Name}");
            throw;
        }
    }
}
