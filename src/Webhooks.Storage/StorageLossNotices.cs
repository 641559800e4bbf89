using Microsoft.Extensions.Hosting;
using Webhooks.Notifying;

namespace Webhooks.Storage;

/// <summary>Notifies people of deleted storage once it is there again: notifications need it, too.</summary>
internal sealed class StorageLossNotices(PreparedStorage storage, INoticeOutbox outbox, TimeProvider clock) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        storage.Renewed += Notify;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        storage.Renewed -= Notify;
        return Task.CompletedTask;
    }

    private void Notify(string what) => outbox.Post(ReceiverRules.EverySource, clock.GetUtcNow(), ReceiverRules.StorageLost.Notice(
        "storage",
        $"The {what} was deleted while the receiver ran",
        $"The {what} was missing and has been created again, empty. It was deleted, or the storage account replaced. Deliveries are accepted again; what it held is lost.",
        "Find out who deleted it, in the activity log of the storage account. Ask the senders to send again what was not processed."));
}
