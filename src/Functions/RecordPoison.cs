using Microsoft.Azure.Functions.Worker;
using Webhooks.Processing;
using Webhooks.Storage;

namespace Functions;

// Poison messages expire after seven days; the dead letters made of them do not.
public sealed class RecordPoison(PoisonMessages poison)
{
    [Function(nameof(RecordPoison))]
    public Task RunAsync([QueueTrigger(StorageNames.PoisonQueue)] string message, CancellationToken cancellationToken) => poison.RecordAsync(QueueText.Of(message), cancellationToken);
}
