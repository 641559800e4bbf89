using Azure.Storage.Queues;
using LocalHost.Discovery;
using LocalHost.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalHost.Queues;

/// <summary>Feeds one function from its queue.</summary>
internal sealed class QueueListener : BackgroundService
{
    // Not to be set in Azure either, and a queue that is itself named so has none.
    private const string PoisonSuffix = "-poison";
    private readonly QueueClient queue;
    private readonly QueueSettings settings;
    private readonly TimeSpan invisibility;
    private readonly StorageWatch storage;
    private readonly MessageRun run;
    private readonly List<Task> running = [];
    private bool exists;

    public QueueListener(Function function, Trigger.Queue trigger, QueueSettings settings, TimeSpan invisibility, IServiceProvider services)
    {
        var open = services.GetRequiredService<QueueConnection>().Open(trigger.Connection);
        var poison = trigger.Name.EndsWith(PoisonSuffix, StringComparison.Ordinal) ? null : open(trigger.Name + PoisonSuffix);
        (queue, this.settings, this.invisibility) = (open(trigger.Name), settings, invisibility);
        storage = services.GetRequiredService<StorageWatch>();
        run = new(function, poison, settings, services, services.GetRequiredService<ILogger<QueueListener>>());
    }

    // Polling goes by real time, whatever clock the app has: it is the storage's time that hides and shows messages.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = new PollingDelay(settings.MaxPollingInterval);
        var foundSinceDelay = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await PollAsync(stoppingToken))
            {
                foundSinceDelay = true;
                await UntilRoomAsync();
            }
            else
            {
                await Task.Delay(delay.Next(foundSinceDelay), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                foundSinceDelay = false;
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
            storage.Answered();
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
            // Nothing that storage does may end the listener: it may be back at the next look, perhaps without the queue.
            exists = false;
            storage.Lost(failure);
            return false;
        }
    }

    private async Task UntilRoomAsync()
    {
        while (running.Count > settings.NewBatchThreshold)
        {
            await Task.WhenAny(running);
            running.RemoveAll(task => task.IsCompleted);
        }
    }

    private async Task RunAsync(HeldMessage message, CancellationToken cancellationToken)
    {
        // A function that works before its first await must not hold up the others.
        await Task.Yield();
        try
        {
            await run.RunAsync(message, cancellationToken);
        }
        catch (Exception failure)
        {
            // The function has run; only its message could not be put away, and will come again.
            storage.Lost(failure);
        }
    }
}
