using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Timing;

namespace Webhooks.Monitoring;

/// <summary>Whether deliveries can be admitted and are being processed. Anyone may ask, so an answer is cached for some seconds.</summary>
public sealed class Readiness(IStorageProbe storage, IPartitionRegistry registry, ISweepLedger ledger, IHandlerLedger handlers, HealthOptions options, TimeProvider clock, StorageClock storageClock) : IDisposable
{
    private static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(5);

    // Probes of load balancers and uptime monitors give up after ten seconds or so.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim oneAtATime = new(1);
    private (DateTimeOffset At, IReadOnlyList<ReadinessCheck> Checks)? last;

    /// <summary>In a fixed order. A failing check does not throw.</summary>
    public async Task<IReadOnlyList<ReadinessCheck>> CheckAsync(CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (last is not { } known || clock.GetUtcNow() - known.At >= CacheTime)
            {
                var (tables, queues, backlog, paused) = (RunAsync("storage", CheckTablesAsync), RunAsync("queues", CheckQueuesAsync), RunAsync("backlog", CheckBacklogAsync), NoteHandlersAsync());
                await Task.WhenAll(tables, queues, backlog, paused);
                // The clock has learnt from the answers of the others.
                last = known = (clock.GetUtcNow(), [await tables, await queues, await RunAsync("clock", CheckClockAsync), await backlog, await paused]);
            }

            return known.Checks;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    // Not bound to the first caller's cancellation: others get the same answer.
    private async Task<ReadinessCheck> RunAsync(string name, Func<CancellationToken, Task<string?>> check)
    {
        using var timeout = new CancellationTokenSource(Timeout, clock);
        try
        {
            return new ReadinessCheck(name, await check(timeout.Token).WaitAsync(timeout.Token));
        }
#pragma warning disable CA1031 // Whatever fails is the answer.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // Not the messages of storage's own exceptions: they name accounts, and anyone may ask.
            var problem = failure switch
            {
                LedgerUnavailableException told => told.Message,
                OperationCanceledException => "no answer in time",
                _ => failure.GetType().Name,
            };
            return new ReadinessCheck(name, $"storage could not be asked ({problem})");
        }
    }

    private async Task<string?> CheckTablesAsync(CancellationToken cancellationToken) =>
        await storage.MissingTablesAsync(cancellationToken) is { Count: > 0 } missing ? $"missing tables: {string.Join(", ", missing)}"
        : await storage.MissingContainersAsync(cancellationToken) is { Count: > 0 } containers ? $"missing containers: {string.Join(", ", containers)}"
        : null;

    private async Task<string?> CheckQueuesAsync(CancellationToken cancellationToken) =>
        await storage.MissingQueuesAsync(cancellationToken) is { Count: > 0 } missing ? $"missing queues: {string.Join(", ", missing)}" : null;

    private async Task<string?> CheckClockAsync(CancellationToken cancellationToken)
    {
        await storage.AskAsync(cancellationToken);
        return ClockWatch.Describe(storageClock.Offset, options);
    }

    // Someone has paused them on purpose: no reason to take the app out of service.
    private async Task<ReadinessCheck> NoteHandlersAsync()
    {
        var paused = 0;
        var check = await RunAsync("handlers", async cancellationToken =>
        {
            paused = (await handlers.ListAsync(cancellationToken)).Count(handler => handler.Pause is not null);
            return null;
        });
        return paused == 0 ? check : check with { Note = $"{Quantity.Count(paused, "handler is", "handlers are")} paused" };
    }

    private async Task<string?> CheckBacklogAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var partitions = await registry.ListAsync(source: null, cancellationToken);
        var oldest = (await Task.WhenAll(partitions.Select(partition => ledger.FindDueAsync(partition, now - options.MaxBacklogAge, cancellationToken).FirstOrDefaultAsync(cancellationToken).AsTask())))
            .Min(pending => pending?.Due);
        return oldest is { } due ? $"the oldest event was due {(long)(now - due).TotalSeconds} s ago" : null;
    }
}

/// <summary>The problem is null when the check passed.</summary>
public sealed record ReadinessCheck(string Name, string? Problem)
{
    /// <summary>What is no problem and yet worth knowing.</summary>
    public string? Note { get; init; }
}
