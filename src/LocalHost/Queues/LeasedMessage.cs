using Azure;
using Azure.Storage.Queues.Models;

namespace LocalHost.Queues;

// A received message, hidden from other readers while its function runs.
internal sealed class LeasedMessage(QueueClient queue, QueueMessage message, TimeSpan invisibility, StorageMonitor storage)
{
    private string receipt = message.PopReceipt;

    public string Text => message.MessageText ?? "";

    public long DequeueCount => message.DequeueCount;

    public async Task HoldWhileAsync(Func<Task> run)
    {
        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(done.Token);
        try
        {
            await run();
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
        }
    }

    public Task DeleteAsync() => UnlessGoneAsync(() => queue.DeleteMessageAsync(message.MessageId, receipt));

    public Task ShowAfterAsync(TimeSpan delay) =>
        UnlessGoneAsync(() => queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: delay));

    private async Task RenewAsync(CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(invisibility / 2, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
            {
                return;
            }

            try
            {
                // Not cancelled: a renewal without its receipt would lose the message.
                var renewed = await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: invisibility, cancellationToken: CancellationToken.None);
                receipt = renewed.Value.PopReceipt;
            }
            catch (Exception failure)
            {
                storage.ReportLost(failure);
            }
        }
    }

    // Another reader has it, or it is deleted.
    private static async Task UnlessGoneAsync<T>(Func<Task<T>> change)
    {
        try
        {
            await change();
        }
        catch (RequestFailedException gone) when (gone.Status is 400 or 404 or 409)
        {
        }
    }
}
