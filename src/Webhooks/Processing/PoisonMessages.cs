using Microsoft.Extensions.Logging;
using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>
/// Deals with a message that the host gave up: the worker crashed or failed each time it was read. It counts as a crash of its events, which
/// then run alone; only an event that crashes alone, again and again, ends as a dead letter.
/// </summary>
public sealed partial class PoisonMessages(
    IAttemptLedger ledger, RunEnd end, DeadLetters deadLetters, TimeProvider clock, ILogger<PoisonMessages> logger)
{
    public async Task RecordAsync(string message, CancellationToken cancellationToken)
    {
        if (Envelope.Read(message) is not { } envelope)
        {
            Log.Unreadable(logger, message.Length);
            await ledger.KeepUnreadableAsync(message, clock.GetUtcNow(), cancellationToken);
            return;
        }

        // Which of several events it was, nobody knows: none of them gets nearer to its end.
        var isAlone = envelope.Entries.Count == 1;
        var counted = envelope.Entries.Select(entry => CountAsync(entry.Key, isAlone, cancellationToken)).ToList();
        var pause = TimeSpan.Zero;
        foreach (var suspect in await SideBySide.ResultsAsync(counted))
        {
            // Each by itself: should one crash before it is claimed, the next poisoned message names it alone.
            await end.QueueAsync([suspect], pause);
            pause += Sweeper.SuspectPause;
        }

        await SideBySide.WhenAllAsync(counted);
    }

    // Gives the event when it is to run alone now.
    private async Task<LedgerEvent?> CountAsync(EventKey key, bool isAlone, CancellationToken cancellationToken)
    {
        // An event that is processed, in other hands, or waiting for a later attempt has another message of its own.
        var found = await ledger.LoadAsync(key, cancellationToken);
        // Only once storage has answered is the clock sure to be right.
        var now = clock.GetUtcNow();
        if (found?.IsFree(now) != true || found.NextAttemptAt > now)
        {
            await deadLetters.NotifyAgainAsync(found);
        }
        else if (isAlone && found.CrashesAlone + 1 >= Processor.MostCrashesAlone)
        {
            await end.DeadLetterAsync(found, "The host gave up its message: the worker crashed or failed each time it was read.");
        }
        else if (await ledger.CountCrashAsync(found, isAlone, cancellationToken))
        {
            Log.Suspect(logger, key.Source, Printable.Of(key.EventId), found.CrashesAlone + (isAlone ? 1 : 0), Processor.MostCrashesAlone);
            return found;
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: the host gave up the message of {EventId}; it runs alone next (crash {Crash} of {MostCrashes}).")]
        public static partial void Suspect(ILogger logger, string source, string eventId, int crash, int mostCrashes);

        [LoggerMessage(Level = LogLevel.Error, Message = "Unreadable queue message of length {Length}; kept as a dead letter without an event.")]
        public static partial void Unreadable(ILogger logger, int length);
    }
}
