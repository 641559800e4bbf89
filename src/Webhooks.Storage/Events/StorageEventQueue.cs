using Azure.Storage.Queues;
using Webhooks.Events;

namespace Webhooks.Storage.Events;

/// <summary>Sends envelopes. The only user of the queue client.</summary>
internal sealed class StorageEventQueue(StorageConnection storage) : IEventQueue
{
    private readonly QueueClient queue = storage.Queue(StorageNames.EventQueue, retries: 2);

    public Task SendAsync(Envelope envelope, TimeSpan delay, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(envelope.Write(), visibilityTimeout: delay, timeToLive: null, cancellationToken: cancellationToken);
}
