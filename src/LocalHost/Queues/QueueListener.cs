using LocalHost.Discovery;
using LocalHost.Settings;
using Microsoft.Extensions.Hosting;

namespace LocalHost.Queues;

// Runs one function for the messages of its queue.
internal sealed class QueueListener : BackgroundService
{
    // Fixed in Azure. A queue with this suffix has no poison queue of its own.
    private const string PoisonSuffix = "-poison";
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(100);
    private readonly QueueClient queue;
    private readonly QueueSettings settings;
    private readonly TimeSpan invisibility;
    private readonly StorageMonitor storage;
    private readonly MessageProcessor processor;
    private readonly List<Task> running = [];
    private bool exists;

    public QueueListener(Function function, Trigger.Queue trigger, QueueSettings settings, TimeSpan invisibility, IServiceProvider services)
    {
        var open = services.GetRequiredService<QueueConnection>().Open(trigger.Connection);
        var poison = trigger.Name.EndsWith(PoisonSuffix, StringComparison.Ordinal) ? null : open(trigger.Name + PoisonSuffix);
        (queue, this.settings, this.invisibility) = (open(trigger.Name), settings, invisibility);
        storage = services.GetRequiredService<StorageMonitor>();
        processor = new(function, poison, settings, services, services.GetRequiredService<ILogger<QueueListener>>());
    }

    // Polling uses real time, whatever clock the app has: messages are hidden and shown by the storage's clock.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = ShortestDelay;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await PollAsync(stoppingToken))
            {
                delay = ShortestDelay;
                await WaitForCapacityAsync();
            }
            else
            {
                await Task.Delay(delay, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                delay = delay * 2 < settings.MaxPollingInterval ? delay * 2 : settings.MaxPollingInterval;
            }
        }

        await Task.WhenAll(running);
    }

    private async Task<bool> PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!exists)
            {
                await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                exists = true;
            }

            var messages = (await queue.ReceiveMessagesAsync(settings.BatchSize, invisibility, cancellationToken)).Value;
            storage.ReportAnswer();
            running.RemoveAll(task => task.IsCompleted);
            running.AddRange(messages.Select(message => RunAsync(new(queue, message, invisibility, storage), cancellationToken)));
            return messages.Length > 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failure)
        {
            // No storage failure may end the listener: storage may be back at the next poll, perhaps without the queue.
            exists = false;
            storage.ReportLost(failure);
            return false;
        }
    }

    private async Task WaitForCapacityAsync()
    {
        while (running.Count > settings.NewBatchThreshold)
        {
            await Task.WhenAny(running);
            running.RemoveAll(task => task.IsCompleted);
        }
    }

    private async Task RunAsync(LeasedMessage message, CancellationToken cancellationToken)
    {
        // A function that works before its first await must not delay the others.
        await Task.Yield();
        try
        {
            await processor.RunAsync(message, cancellationToken);
        }
        catch (Exception failure)
        {
            // The function has run, but its message could not be deleted, and will be received again.
            storage.ReportLost(failure);
        }
    }
}
