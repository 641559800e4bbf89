using Microsoft.Azure.Functions.Worker;
using Webhooks.Processing;
using Webhooks.Storage;

namespace Functions;

/// <summary>Poison messages vanish after seven days; what they stand for becomes a dead letter, which does not.</summary>
public sealed class RecordPoison(Processor processor)
{
    [Function(nameof(RecordPoison))]
    public Task RunAsync([QueueTrigger(StorageNames.PoisonQueue)] string message, CancellationToken cancellationToken) => processor.GiveUpAsync(QueueText.Of(message), cancellationToken);
}
