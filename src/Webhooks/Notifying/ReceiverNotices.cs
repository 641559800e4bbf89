using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Processing;

namespace Webhooks.Notifying;

/// <summary>The receiver's own notices. One that cannot be queued is logged.</summary>
public sealed partial class ReceiverNotices(Notifier notifier, IEventOwners owners, ILogger<ReceiverNotices> logger) : IProcessingObserver
{
    private static readonly TimeSpan LongestBacklog = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan NoticeBeforeEnd = TimeSpan.FromDays(7);

    // On one line, so that no text of a sender looks like what the receiver says below it.
    private const int LongestError = 1_000;

    // The sweep asks each minute for a week. Once a day is enough to reach a channel that was configured since.
    private readonly ConcurrentDictionary<(string Source, string Fingerprint), DateOnly> notifiedOn = new();

    private readonly ConcurrentDictionary<string, DateTimeOffset> pausesNotified = new();

    // A repeat has the same time, and is recognised by it.
    public Task<bool> DeadLetteredAsync(LedgerEvent found, string error, DateTimeOffset at) => NotifyAsync(
        found.Key.Source, found.Key.EventId, at,
        ReceiverRules.DeadLetter.Notice(
            found.EventType,
            $"Dead letter: {Printable.Of(found.EventType)} of {found.Key.Source}",
            $"Event {Printable.Of(found.Key.EventId)} failed permanently after {Quantity.Count(found.Attempts, "attempt")}. Last error: {Printable.Of(error, LongestError)}",
            "Fix the cause, then redrive.") with
        {
            Cause = error.Split(" (done: ")[0],
            Example = found.Key.EventId,
            EventType = found.EventType,
            ReportedAt = found.History.LastOrDefault(entry => entry.What == HistoryEntry.DeadLettered && entry.At < at)?.At,
            Owners = owners.Of(found),
        },
        CancellationToken.None);

    public Task BacklogAsync(LedgerPartition partition, PendingEvent oldest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // One notice per quarter of an hour: later ones have the same time, and are repeats of the first.
        var late = now - oldest.Due;
        return late < LongestBacklog ? Task.CompletedTask : NotifyAsync(
            partition.Source, null, new DateTimeOffset(now.UtcTicks - (now.UtcTicks % LongestBacklog.Ticks), TimeSpan.Zero),
            ReceiverRules.Backlog.Notice(
                "processing",
                $"Processing of {partition.Source} is {Quantity.Count((int)late.TotalMinutes, "minute")} behind",
                $"The oldest event was due {Quantity.Count((int)late.TotalMinutes, "minute")} ago and has not been processed.",
                "Check whether the app runs, whether ProcessEvent fails, and whether the queue webhook-events grows."),
            cancellationToken);
    }

    public async Task PausedAsync(IReadOnlyList<HandlerRecord> paused, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (name, pause) in paused.Select(handler => (handler.Name, handler.Pause!)))
        {
            // Days of this pause: each instance, and each sweep of a day, has the same time.
            var at = pause.Since.AddDays(Math.Max(0, Math.Floor((now - pause.Since).TotalDays)));
            if (pausesNotified.GetValueOrDefault(name) == at)
            {
                continue;
            }

            var notice = ReceiverRules.HandlerPaused.Notice(
                name,
                $"Handler {name} is paused",
                $"Paused by {pause.By} at {MessageTimes.Of(pause.Since)}{(pause.Note is null ? "" : $": {pause.Note}")}. Its events wait.",
                "When it may run again, resume it.") with
            {
                Command = $"hook resume {name}",
            };
            if (await NotifyAsync(ReceiverRules.EverySource, null, at, notice, cancellationToken))
            {
                pausesNotified[name] = at;
            }
        }
    }

    public async Task SweepingAsync(IEnumerable<Source> sources, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        foreach (var source in sources)
        {
            foreach (var secret in source.Secrets)
            {
                if (secret.NotAfter is not { } end || end <= now || end - now > NoticeBeforeEnd || notifiedOn.GetValueOrDefault((source.Name, secret.Fingerprint)) == today)
                {
                    continue;
                }

                var notified = await NotifyAsync(
                    source.Name, null, end,
                    ReceiverRules.SecretEnding.Notice(
                        $"secret {secret.Fingerprint}",
                        $"A secret of {source.Name} expires soon",
                        $"The secret with fingerprint {secret.Fingerprint} expires at {MessageTimes.Of(end)}.",
                        "See whether it is still used, and configure its successor before then."),
                    cancellationToken);
                if (notified)
                {
                    notifiedOn[(source.Name, secret.Fingerprint)] = today;
                }
            }
        }
    }

    /// <summary>False when the notification could not be queued, which is logged.</summary>
    public async Task<bool> NotifyAsync(string source, string? eventId, DateTimeOffset at, Notice notice, CancellationToken cancellationToken)
    {
        try
        {
            await notifier.NotifyAsync(source, eventId, at, notice, cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // The notice reports what has happened and is recorded; a failure to queue it must not undo or repeat that.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.NotNotified(logger, source, notice.Rule, failure.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: the notification of {Rule} could not be queued ({Problem}).")]
        public static partial void NotNotified(ILogger logger, string source, string rule, string problem);
    }
}
