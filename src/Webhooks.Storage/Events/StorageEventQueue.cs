using Webhooks.Events;

namespace Webhooks.Storage.Events;

internal sealed class StorageEventQueue(PreparedStorage prepared, StorageConnection storage) : IEventQueue
{
    private readonly PreparedQueue queue = new(prepared, storage.Queue(StorageNames.EventQueue, retries: 2));

    public Task SendAsync(Envelope envelope, TimeSpan delay, CancellationToken cancellationToken) => queue.SendAsync(envelope.Write(), delay, cancellationToken);
}
