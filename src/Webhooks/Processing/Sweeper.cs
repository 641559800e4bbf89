using Microsoft.Extensions.Logging;
using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>Finds what no message will wake any more, and removes what has had its time.</summary>
public sealed partial class Sweeper(
    IPartitionRegistry registry, ISweepLedger ledger, IEventQueue queue, SourceCatalog sources, IProcessingObserver observer, TimeProvider clock, ILogger<Sweeper> logger)
{
    /// <summary>How long past due an event may be before its message counts as lost.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>How long a refused delivery is kept.</summary>
    public static readonly TimeSpan RefusedRetention = TimeSpan.FromDays(3);

    /// <summary>Between the messages of suspects, so that they do not meet.</summary>
    internal static readonly TimeSpan SuspectPause = TimeSpan.FromSeconds(5);
    private const int MostSuspectPauses = 50;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    // Under the host's functionTimeout, which would end the worker and every attempt in it.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    // The timer comes each minute; what is left over waits for the next. More than a partition can sustain per minute.
    private const int MostPerRun = 20_000;

    /// <summary>
    /// One round over every partition. Gives, per source, how long the event that is longest past due has been so: zero when none is due,
    /// and no word of a source that could not be looked at.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, TimeSpan>> SweepAsync(CancellationToken cancellationToken)
    {
        var ages = new Dictionary<string, TimeSpan>();
        await observer.SweepingAsync(sources.All, clock.GetUtcNow(), cancellationToken);
        using var limit = new TimeLimit(LongestRun, clock, cancellationToken);
        await ledger.RemoveUnreadableAsync(clock.GetUtcNow() - Source.DefaultRetention, MostPerRun, cancellationToken);
        var partitions = await registry.ListAsync(source: null, cancellationToken);

        // Each minute another one comes first, so that a run that is cut short is not always cut short for the same.
        var first = partitions.Count == 0 ? 0 : (int)(clock.GetUtcNow().ToUnixTimeSeconds() / 60 % partitions.Count);
        foreach (var partition in partitions.Skip(first).Concat(partitions.Take(first)))
        {
            try
            {
                await SweepAsync(partition, ages, limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Log.CutShort(logger, partition.Source, LongestRun);
                break;
            }
#pragma warning disable CA1031 // What one partition's trouble is, the others need not share; the next minute tries again.
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.Failed(logger, partition.Source, failure.Message);
            }
        }

        return ages;
    }

    private async Task SweepAsync(LedgerPartition partition, Dictionary<string, TimeSpan> ages, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var queued = await QueueStrandedAsync(partition, ages, now, cancellationToken);
        var expired = await ledger.RemoveNoncesAsync(partition, now, MostPerRun, cancellationToken);
        var events = await ledger.RemoveEventsAsync(partition, now - RetentionOf(partition), now, MostPerRun, cancellationToken);
        var refused = await ledger.RemoveRefusedAsync(partition, now - RefusedRetention, MostPerRun, cancellationToken);
        var bodies = 0;
        try
        {
            foreach (var remove in expired.Bodies)
            {
                bodies += await remove(cancellationToken) ? 1 : 0;
            }
        }
        finally
        {
            if (queued + expired.Nonces + events + refused + bodies > 0)
            {
                Log.Swept(logger, partition.Source, queued, expired.Nonces, events, refused, bodies);
            }
        }
    }

    private async Task<int> QueueStrandedAsync(LedgerPartition partition, Dictionary<string, TimeSpan> ages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (queued, suspects) = (0, 0);
        PendingEvent? oldest = null;
        await foreach (var pending in ledger.FindDueAsync(partition, now, cancellationToken))
        {
            if (oldest is null)
            {
                oldest = pending;
                NoteAge(ages, partition, now - pending.Due);
                await observer.BacklogAsync(partition, pending, now, cancellationToken);
            }

            if (pending.Due >= now - Grace)
            {
                break;
            }

            if (pending.ClaimedUntil > now || !IsQueuedLongAgo(pending, now))
            {
                continue;
            }

            // A claim that nobody gave back: the process died. Such events run alone, so they are not to meet in one process.
            var wait = pending.ClaimedUntil is null ? TimeSpan.Zero : SuspectPause * Math.Min(suspects++, MostSuspectPauses);
            await queue.SendAsync(Envelope.ForRepeat(pending.Key, pending.TraceParent), wait, cancellationToken);
            if (await ledger.NoteQueuedAsync(pending, now, cancellationToken) && ++queued == MostPerRun)
            {
                break;
            }
        }

        if (oldest is null)
        {
            NoteAge(ages, partition, TimeSpan.Zero);
        }

        return queued;
    }

    // A source is as late as the latest of its shards.
    private static void NoteAge(Dictionary<string, TimeSpan> ages, LedgerPartition partition, TimeSpan age) =>
        ages[partition.Source] = ages.TryGetValue(partition.Source, out var other) && other > age ? other : age;

    // A backlog is not a loss: while processing is merely behind, queueing everything again each minute would drown it.
    private static bool IsQueuedLongAgo(PendingEvent pending, DateTimeOffset now)
    {
        if (pending.QueuedAt is not { } queuedAt)
        {
            return true;
        }

        var wait = Grace * Math.Pow(2, Math.Min(pending.TimesQueued, 10));
        return now - queuedAt >= (wait < LongestWait ? wait : LongestWait);
    }

    // A source that is no longer configured keeps its events for the default time.
    private TimeSpan RetentionOf(LedgerPartition partition) => sources.Find(partition.Source)?.Retention ?? Source.DefaultRetention;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: the sweep stopped after {Longest}; the next run continues.")]
        public static partial void CutShort(ILogger logger, string source, TimeSpan longest);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: the sweep failed for this source ({Problem}); it continues with the others and retries in a minute.")]
        public static partial void Failed(ILogger logger, string source, string problem);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: swept; stranded events queued: {Queued}; removed nonces: {Nonces}, events: {Events}, refused deliveries: {Refused}, large bodies: {Bodies}.")]
        public static partial void Swept(ILogger logger, string source, int queued, int nonces, int events, int refused, int bodies);
    }
}
