using System.Collections.Concurrent;
using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Storage.Grouping;

namespace Webhooks.Storage.Events;

internal sealed class StorageEventQueue(PreparedStorage prepared, StorageConnection storage, ProcessingOptions options) : IEventQueue
{
    private readonly PreparedQueue queue = new(prepared, storage.Queue(StorageNames.EventQueue, retries: 2));
    private readonly ConcurrentDictionary<(string, int?), EnvelopeGroups> groups = new();

    public Task SendAsync(Envelope envelope, TimeSpan delay, CancellationToken cancellationToken)
    {
        var (one, isOne) = (envelope.Entries[0].Key, envelope.Entries.Count == 1);
        return isOne && delay == TimeSpan.Zero
            ? groups.GetOrAdd((one.Source, one.Shard), static (_, queue) => new(queue.queue, queue.options.EventsPerMessage), (queue, options)).RunAsync(envelope, cancellationToken)
            : queue.SendAsync(envelope.Write(), delay, cancellationToken);
    }
}
