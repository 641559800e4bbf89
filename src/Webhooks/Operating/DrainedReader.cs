using Webhooks.Counting;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Receiving;

namespace Webhooks.Operating;

/// <summary>Reads what is left of a source that was moved, per partition the beginning of what waits and of what is dead, and the counts of an hour.</summary>
public sealed class DrainedReader(
    IPartitionRegistry registry, IBacklogLedger ledger, IRollupLedger rollups, CounterFlush counters, IMessageLedger messages, ChannelCatalog channels, TimeProvider clock)
{
    private const int MostCounted = 1_000;

    /// <param name="keepsDead">Dead letters are not counted as left.</param>
    public async Task<DrainedView> ReadAsync(Source source, bool keepsDead, CancellationToken cancellationToken)
    {
        // What other instances counted in the last ten seconds comes later.
        await counters.FlushAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var closedAt = source.MovedTo is null ? null : await registry.FindMovedAtAsync(source, cancellationToken);
        var backlog = Backlog.None;
        foreach (var partition in await registry.ListAsync(source.Name, cancellationToken))
        {
            backlog = backlog.With(await ledger.ReadAsync(partition, MostCounted + 1, cancellationToken));
        }

        var notifications = 0;
        foreach (var channel in channels.All)
        {
            notifications += await messages.ListAsync(channel.Name, cancellationToken).Take(MostCounted - notifications).CountAsync(cancellationToken);
        }

        var lastHour = await rollups.ReadAsync(source.Name, hoursSince: null, now - TimeSpan.FromHours(1), cancellationToken);
        var strays = lastHour.Where(minute => minute.At > closedAt).Sum(minute => minute.Counts.Accepted);
        string[] left = [.. Left(source, closedAt, now, strays, keepsDead ? backlog with { Dead = 0 } : backlog, notifications)];
        return new DrainedView(
            source.Name,
            now,
            left.Length == 0,
            source.MovedTo?.AbsoluteUri,
            closedAt,
            lastHour.Sum(minute => minute.Counts.PassedOn),
            Math.Min(backlog.Waiting, MostCounted),
            backlog.Waiting > MostCounted,
            backlog.FirstDue,
            Math.Min(backlog.Dead, MostCounted),
            backlog.Dead > MostCounted,
            notifications,
            left);
    }

    private static IEnumerable<string> Left(Source source, DateTimeOffset? closedAt, DateTimeOffset now, long strays, Backlog backlog, int notifications)
    {
        if (closedAt is null)
        {
            yield return $"It is open: deliveries are still admitted here. Set Sources__{source.Name.Replace('-', '_')}__MovedTo.";
        }
        else if (now - closedAt < EarlierDelivery.Settling)
        {
            yield return $"It was closed less than {Quantity.Count((int)EarlierDelivery.Settling.TotalMinutes, "minute")} ago: what was under way may still be recorded.";
        }

        if (strays > 0)
        {
            yield return $"{Counted((int)strays, "event was", "events were")} accepted here after it was closed: an instance runs with the settings from before. Restart the app.";
        }

        if (backlog.Waiting > 0)
        {
            yield return $"{Counted(backlog.Waiting, "event is", "events are")} pending.";
        }

        if (backlog.Dead > 0)
        {
            yield return $"{Counted(backlog.Dead, "event is a dead letter", "events are dead letters")}: redrive what can succeed. What cannot stays readable as long as this app runs.";
        }

        if (notifications > 0)
        {
            yield return $"{Counted(notifications, "notification waits", "notifications wait")} for a channel.";
        }
    }

    private static string Counted(int count, string one, string many) => count > MostCounted ? $"Over {MostCounted} {many}" : $"{count} {(count == 1 ? one : many)}";
}
