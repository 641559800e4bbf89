using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Receiving;
using Webhooks.Telemetry;

namespace Webhooks.Processing;

/// <summary>
/// Ends events as dead letters, and sees to it that people hear of each. Until a dead letter is written and its notice is queued, the message
/// that asked for it must come back: the sweep looks after what is pending only.
/// </summary>
public sealed partial class DeadLetters(IAttemptLedger ledger, IProcessingObserver observer, WebhookMetrics metrics, ILogger<DeadLetters> logger)
{
    internal const string Crashed = "The worker ended in the middle of every attempt; none of them left an error.";

    /// <summary>Ends an event and tells people. False when another run has decided about it meanwhile.</summary>
    /// <exception cref="UnsettledException">Whether it is written is not known, or its notice could not be queued.</exception>
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
            // It may have landed, and then nothing else would tell it.
            throw new UnsettledException($"Whether {Printable.Of(found.Key.EventId)} of {found.Key.Source} is a dead letter now is not known; its message comes back.", failure);
        }

        metrics.DeadLettered(found.Key.Source);
        Log.DeadLettered(logger, found.Key.Source, Printable.Of(found.Key.EventId), Printable.Of(found.EventType), found.Attempts, error);
        await NotifyAsync(found, error, now);
        return true;
    }

    /// <summary>Tells of a dead letter whose message came back, which says that its worker ended before its notice was queued. Told twice, it counts once.</summary>
    /// <exception cref="UnsettledException">Its notice could not be queued this time, either.</exception>
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
            throw new UnsettledException($"{Printable.Of(found.Key.EventId)} of {found.Key.Source} is a dead letter, and people could not be told; its message comes back.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: dead letter {EventId} ({EventType}) after {Attempts} attempts: {Error}")]
        public static partial void DeadLettered(ILogger logger, string source, string eventId, string eventType, int attempts, string error);
    }
}
