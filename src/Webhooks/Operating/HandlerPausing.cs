using Microsoft.Extensions.Logging;
using Webhooks.Notifying;
using Webhooks.Processing;

namespace Webhooks.Operating;

/// <summary>Pauses and resumes handlers for an operator. An order that is repeated changes nothing.</summary>
public sealed partial class HandlerPausing(
    HandlersReader reader, IHandlerLedger ledger, PausedHandlers paused, HandlerSweep sweep, INoticeOutbox outbox, TimeProvider clock, ILogger<HandlerPausing> logger)
{
    // While the operator waits. The sweep queues the rest.
    private const int MostAtOnce = 100;

    /// <summary>Of a handler that is paused already, the note and who wrote it change. False when there is no such handler.</summary>
    public async Task<bool> PauseAsync(string name, string requestedBy, string? note, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not { } found)
        {
            return false;
        }

        await ledger.PauseAsync(name, new(found.Pause?.Since ?? clock.GetUtcNow(), requestedBy, note), cancellationToken);
        paused.Forget();
        Log.Paused(logger, name, requestedBy, note ?? "no reason given");
        return true;
    }

    /// <summary>False when there is no such handler.</summary>
    public async Task<bool> ResumeAsync(string name, string requestedBy, string reason, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not { } found)
        {
            return false;
        }

        if (found.Pause is not null)
        {
            await ledger.ResumeAsync(name, clock.GetUtcNow(), cancellationToken);
            paused.Forget();
            Log.Resumed(logger, name, requestedBy, reason);
            var notice = ReceiverRules.HandlerPaused.Notice(
                name, $"Handler {name} was resumed", $"Resumed by {requestedBy}: {reason}. Its events are queued, {HandlerSweep.Rate} a second.", "");
            outbox.Post(ReceiverRules.EverySource, clock.GetUtcNow(), notice with { Recovered = true, Severity = Severity.Info });
            await sweep.QueueAsync([(await FindAsync(name, cancellationToken))!], MostAtOnce, cancellationToken);
        }

        return true;
    }

    private async Task<HandlerRecord?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await reader.RecordsAsync(cancellationToken)).FirstOrDefault(record => record.Name == name);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Handler {Handler} paused by {RequestedBy}: {Reason}")]
        public static partial void Paused(ILogger logger, string handler, string requestedBy, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Handler {Handler} resumed by {RequestedBy}: {Reason}")]
        public static partial void Resumed(ILogger logger, string handler, string requestedBy, string reason);
    }
}
