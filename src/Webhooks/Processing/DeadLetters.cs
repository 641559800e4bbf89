using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Telemetry;

namespace Webhooks.Processing;

/// <summary>
/// Ends events as dead letters, and has people notified of each. Until a dead letter is written and its notification is queued, the message
/// that caused it must be retried: the sweep finds pending events only.
/// </summary>
public sealed partial class DeadLetters(IAttemptLedger ledger, IProcessingObserver observer, WebhookMetrics metrics, ILogger<DeadLetters> logger)
{
    internal const string Crashed = "The worker process ended during each of its runs, also while it ran alone.";

    /// <summary>Which handlers failed and why, and which are done.</summary>
    internal static string Describe(IReadOnlyList<HandlerState> handlers)
    {
        var done = string.Join(", ", handlers.Where(state => state.Status == HandlerStatus.Done).Select(state => state.Name));
        var failed = string.Join("; ", handlers.Where(state => state.Status == HandlerStatus.Failed).Select(state => $"{state.Name}: {state.LastError}"));
        return done.Length == 0 ? failed : $"{failed} (done: {done})";
    }

    /// <summary>Ends an event and notifies people. False when another run has decided about it meanwhile.</summary>
    /// <exception cref="UnsettledException">Whether it is written is not known, or its notification could not be queued.</exception>
    internal async Task<bool> WriteAsync(LedgerEvent found, string error, DateTimeOffset now)
    {
        try
        {
            if (!await ledger.DeadLetterAsync(found, error, now, CancellationToken.None))
            {
                return false;
            }
        }
        catch (LedgerUnavailableException failure)
        {
            // It may have landed, and then nothing else would notify people.
            throw new UnsettledException($"Whether {Printable.Of(found.Key.EventId)} of {found.Key.Source} is a dead letter is unknown; its message will be retried.", failure);
        }

        metrics.DeadLettered(found.Key.Source);
        Log.DeadLettered(logger, found.Key.Source, Printable.Of(found.Key.EventId), Printable.Of(found.EventType), found.Attempts, error);
        await NotifyAsync(found, error, now);
        return true;
    }

    /// <summary>Notifies of a dead letter whose message came back: its worker ended before the notification was queued. A repeat counts once.</summary>
    /// <exception cref="UnsettledException">Its notification could not be queued this time either.</exception>
    internal async Task NotifyAgainAsync(LedgerEvent? found)
    {
        if (found is { Status: EventStatus.DeadLettered } && found.History.LastOrDefault(entry => entry.What == HistoryEntry.DeadLettered) is { } death)
        {
            await NotifyAsync(found, death.Detail ?? Crashed, death.At);
        }
    }

    private async Task NotifyAsync(LedgerEvent found, string error, DateTimeOffset at)
    {
        if (!await observer.DeadLetteredAsync(found, error, at))
        {
            throw new UnsettledException($"{Printable.Of(found.Key.EventId)} of {found.Key.Source} is a dead letter, but its notification could not be queued; its message will be retried.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: dead letter {EventId} ({EventType}), attempts {Attempts}: {Error}")]
        public static partial void DeadLettered(ILogger logger, string source, string eventId, string eventType, int attempts, string error);
    }
}
