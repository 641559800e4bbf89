using Microsoft.Extensions.Logging;
using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>
/// Queues the events of handlers that were resumed, as many a second as a redrive does: what was down must not fail again under its own
/// backlog. A process that dies loses nothing: what is not noted as queued is found by the next round.
/// </summary>
public sealed partial class HandlerSweep(
    IHandlerLedger ledger, IPartitionRegistry registry, IEventQueue queue, IProcessingObserver observer, TimeProvider clock, ILogger<HandlerSweep> logger)
{
    /// <summary>Events per second.</summary>
    public const int Rate = 20;

    private const int MostPerRound = 60 * Rate;

    // With the sweep before it, under the host's functionTimeout.
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(30);

    // An instance parks events by what it knew some seconds ago, and its write takes a while: until then a round looks again.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    /// <summary>One round, each minute: has people told which handlers are paused, and queues a minute's worth of events of resumed ones.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var handlers = await ledger.ListAsync(cancellationToken);
        await observer.PausedAsync([.. handlers.Where(handler => handler.Pause is not null)], clock.GetUtcNow(), cancellationToken);
        await QueueAsync([.. handlers.Where(handler => handler.ResumedAt is not null)], MostPerRound, cancellationToken);
    }

    /// <summary>Queues events of resumed handlers, at most so many. Their messages become visible one after the other.</summary>
    public async Task QueueAsync(IReadOnlyList<HandlerRecord> resumed, int most, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(LongestRound, clock, cancellationToken);
        try
        {
            await QueueAllAsync(resumed, most, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A long backlog lies before them. The next round goes on, and none of them waits for more than an hour.
        }
    }

    private async Task QueueAllAsync(IReadOnlyList<HandlerRecord> resumed, int most, CancellationToken cancellationToken)
    {
        var names = resumed.Select(handler => handler.Name).ToHashSet(StringComparer.Ordinal);
        var now = clock.GetUtcNow();
        var queued = 0;
        foreach (var partition in names.Count == 0 ? [] : await registry.ListRecentAsync(cancellationToken))
        {
            await foreach (var pending in ledger.FindPausedAsync(partition, cancellationToken))
            {
                var still = pending.Paused.Where(name => !names.Contains(name)).ToList();
                // A run that has the event writes down what it waits for when it ends. Most runs do not say here that they have it, and to ask each
                // event would cost more than the messages that they drop.
                if (still.Count == pending.Paused.Count || pending.ClaimedUntil > now)
                {
                    continue;
                }

                if (queued == most)
                {
                    Log.Queued(logger, queued, string.Join(", ", names));
                    return;
                }

                // Not before every instance knows.
                var wait = PausedHandlers.Age + (TimeSpan.FromSeconds(1) / Rate * queued++);
                await queue.SendAsync(Envelope.For(pending.Key, pending.TraceParent), wait, cancellationToken);
                await ledger.NotePausedAsync(pending, still, cancellationToken);
            }
        }

        if (queued > 0)
        {
            Log.Queued(logger, queued, string.Join(", ", names));
        }

        foreach (var handler in resumed.Where(handler => now - handler.ResumedAt > Settling))
        {
            await ledger.EndResumeAsync(handler, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Queued {Count} events that waited for resumed handlers ({Handlers}).")]
        public static partial void Queued(ILogger logger, int count, string handlers);
    }
}
