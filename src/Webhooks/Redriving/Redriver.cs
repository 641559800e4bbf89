using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Telemetry;

namespace Webhooks.Redriving;

/// <summary>Requeues events, dead letters as a rule. An interrupted run leaves nothing half done: the same order, repeated, continues with the rest.</summary>
public sealed partial class Redriver(IDeadLetterLedger ledger, IEventLookup events, IEventQueue queue, TimeProvider clock, WebhookMetrics metrics, ILogger<Redriver> logger)
{
    public Task<DeadLetterSurvey> SurveyAsync(DeadLetterFilter filter, CancellationToken cancellationToken) => DeadLetterSurvey.OfAsync(ledger.ListAsync(filter, cancellationToken));

    public Task<DeadLetterSurvey> SurveyAsync(string source, IReadOnlyList<string> eventIds, CancellationToken cancellationToken)
    {
        var wanted = eventIds.ToHashSet(StringComparer.Ordinal);
        return DeadLetterSurvey.OfAsync(ledger.ListAsync(new() { Source = source }, cancellationToken).Where(dead => wanted.Contains(dead.Key.EventId)).Take(wanted.Count));
    }

    public async Task<RedriveReport> RunAsync(DeadLetterFilter filter, RedriveOrder order, CancellationToken cancellationToken)
    {
        var pace = new Pace(order.Rate, clock);
        var (redriven, seen, notDead) = (0, 0, new List<string>());
        await foreach (var dead in ledger.ListAsync(filter, cancellationToken))
        {
            await pace.WaitAsync(cancellationToken);
            if (await RedriveAsync(dead.Key, order, cancellationToken))
            {
                redriven++;
            }
            else
            {
                notDead.Add(dead.Key.EventId);
            }

            if (++seen == order.Limit)
            {
                return new RedriveReport(redriven, notDead, [], dead.Cursor);
            }
        }

        return new RedriveReport(redriven, notDead, [], Continue: null);
    }

    public async Task<RedriveReport> RunAsync(string source, IReadOnlyList<string> eventIds, RedriveOrder order, CancellationToken cancellationToken)
    {
        var pace = new Pace(order.Rate, clock);
        var (redriven, notDead, notFound) = (0, new List<string>(), new List<string>());
        foreach (var eventId in eventIds)
        {
            await pace.WaitAsync(cancellationToken);
            var found = await events.FindAsync(source, eventId, cancellationToken);
            if (found is null)
            {
                notFound.Add(eventId);
            }
            else if (found.Status == EventStatus.DeadLettered && await RedriveAsync(found.Key, order, cancellationToken))
            {
                redriven++;
            }
            else
            {
                notDead.Add(eventId);
            }
        }

        return new RedriveReport(redriven, notDead, notFound, Continue: null);
    }

    /// <summary>Requeues any event. False while it runs.</summary>
    public async Task<bool> ResendAsync(EventKey key, RedriveOrder order, CancellationToken cancellationToken)
    {
        if (await ledger.ResendAsync(key, Note(HistoryEntry.Resent, order), order.Handlers, cancellationToken) is not { } envelope)
        {
            return false;
        }

        Log.Resent(logger, key.Source, Printable.Of(key.EventId), order.Handlers.Name ?? "all handlers", order.RequestedBy, order.Reason);
        await QueueAsync(key, envelope);
        return true;
    }

    private async Task<bool> RedriveAsync(EventKey key, RedriveOrder order, CancellationToken cancellationToken)
    {
        if (await ledger.RedriveAsync(key, Note(HistoryEntry.Redriven, order), order.Handlers, cancellationToken) is not { } envelope)
        {
            return false;
        }

        metrics.Redriven(key.Source);
        Log.Redriven(logger, key.Source, Printable.Of(key.EventId), order.RequestedBy, order.Reason);
        await QueueAsync(key, envelope);
        return true;
    }

    private HistoryEntry Note(string what, RedriveOrder order) =>
        new(clock.GetUtcNow(), what, $"by {order.RequestedBy}: {order.Reason}{(order.Handlers.Text is { } handlers ? $" ({handlers})" : "")}");

    private async Task QueueAsync(EventKey key, Envelope envelope)
    {
        try
        {
            // Also when the operator disconnects: an event that is pending needs its message.
            await queue.SendAsync(envelope, TimeSpan.Zero, CancellationToken.None);
        }
#pragma warning disable CA1031 // The event is due in the ledger: without a message the sweep finds it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotQueued(logger, key.Source, Printable.Of(key.EventId), failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {EventId} redriven by {RequestedBy}: {Reason}")]
        public static partial void Redriven(ILogger logger, string source, string eventId, string requestedBy, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {EventId} resent to {Handlers} by {RequestedBy}: {Reason}")]
        public static partial void Resent(ILogger logger, string source, string eventId, string handlers, string requestedBy, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {EventId} was redriven but not queued ({Problem}); the sweep will queue it.")]
        public static partial void NotQueued(ILogger logger, string source, string eventId, string problem);
    }
}

internal sealed class Pace(int perSecond, TimeProvider clock)
{
    private readonly long started = clock.GetTimestamp();
    private int passed;

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = (TimeSpan.FromSeconds(1) / perSecond * passed++) - clock.GetElapsedTime(started);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }
    }
}
