using System.Collections.Concurrent;
using Webhooks.Counting;
using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Rotating;
using Webhooks.Status;

namespace Webhooks.Operating;

/// <summary>
/// Reads the overview: per source one query each of counts, secrets and unhealthy resources, per partition two of the ledger, one of the handlers, whatever its size.
/// </summary>
public sealed class OverviewReader(
    SourceCatalog sources, IPartitionRegistry registry, IRollupLedger rollups, IBacklogLedger ledger, ISecretUseLedger secrets, IStatusBoard board, CounterFlush counters,
    SecretUses uses, IHandlerLedger handlers, TimeProvider clock)
{
    private const int MostCounted = 1_000;
    private const int MostUnhealthy = 100;

    // Sources may have many shards, and each is a query of its own.
    private const int AtOnce = 16;

    /// <summary>Includes what this instance counted just now; other instances are at most ten seconds behind.</summary>
    public async Task<OverviewView> ReadAsync(OverviewSpan span, CancellationToken cancellationToken)
    {
        await Task.WhenAll(counters.FlushAsync(cancellationToken), uses.FlushAsync(cancellationToken));
        var now = clock.GetUtcNow();
        var backlogs = await ReadBacklogsAsync(cancellationToken);
        string[] names = [.. sources.All.Select(source => source.Name), .. backlogs.Keys.Where(name => sources.Find(name) is null).Order(StringComparer.Ordinal), DeliveryCounters.Unknown];
        var overviews = new SourceOverview?[names.Length];
        await Parallel.ForAsync(0, names.Length, Options(cancellationToken), async (number, abort) =>
            overviews[number] = await ReadAsync(names[number], backlogs.GetValueOrDefault(names[number], Backlog.None), span, now, abort));
        return new OverviewView(now, span.Name, (int)span.Step.TotalSeconds, [.. overviews.OfType<SourceOverview>()], await ReadPausedAsync(cancellationToken));
    }

    private async Task<IReadOnlyList<PausedHandler>> ReadPausedAsync(CancellationToken cancellationToken) =>
    [
        .. from handler in await handlers.ListAsync(cancellationToken)
           let pause = handler.Pause
           where pause is not null
           select new PausedHandler(handler.Name, pause.Since, pause.By, pause.Note),
    ];

    private async Task<IReadOnlyDictionary<string, Backlog>> ReadBacklogsAsync(CancellationToken cancellationToken)
    {
        var backlogs = new ConcurrentDictionary<string, Backlog>();
        await Parallel.ForEachAsync(await registry.ListAsync(source: null, cancellationToken), Options(cancellationToken), async (partition, abort) =>
        {
            var found = await ledger.ReadAsync(partition, MostCounted + 1, abort);
            backlogs.AddOrUpdate(partition.Source, found, (_, others) => others.With(found));
        });
        return backlogs;
    }

    // Null for a source that is neither configured nor has data.
    private async Task<SourceOverview?> ReadAsync(string name, Backlog backlog, OverviewSpan span, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var configured = sources.Find(name);
        var (since, minutesSince) = (span.Since(now), span.MinutesSince(now));
        var total = new Counts();
        var points = Enumerable.Range(0, span.Steps).Select(_ => new Counts()).ToArray();
        foreach (var rollup in await rollups.ReadAsync(name, since < minutesSince ? since : null, minutesSince, cancellationToken))
        {
            points[span.PointOf(rollup.At, now)].Add(rollup.Counts);
            total.Add(rollup.Counts);
        }

        return configured is null && total.IsEmpty && backlog == Backlog.None ? null : new SourceOverview(
            name,
            configured?.Scheme.Name,
            CountsView.Of(total),
            [.. points.Select((counts, number) => new CountsAt(since + (span.Step * number), CountsView.Of(counts)))],
            LagView.Of(total.Lag),
            SkewView.Of(total.Skew),
            new BacklogView(
                Math.Min(backlog.Waiting, MostCounted),
                backlog.Waiting > MostCounted,
                backlog.FirstDue <= now ? (now - backlog.FirstDue.Value).TotalSeconds : null,
                Math.Min(backlog.Dead, MostCounted),
                backlog.Dead > MostCounted),
            await board.ListAsync(name, onlyUnhealthy: true, cancellationToken).Take(MostUnhealthy).CountAsync(cancellationToken),
            configured is null ? [] : SecretStanding.Of(configured, await secrets.ReadAsync(name, cancellationToken), now));
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
}
