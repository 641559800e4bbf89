using Webhooks.Events;

namespace Webhooks.Processing;

/// <summary>
/// Which handlers an operator has paused: read anew every few seconds, and while storage does not answer as last known. A handler that this
/// app does not have is never held: its events fail and are told, instead of waiting for ever.
/// </summary>
public sealed class PausedHandlers(IHandlerLedger ledger, HandlerCatalog catalog, TimeProvider clock, Random random) : IDisposable
{
    /// <summary>After which every instance knows of a change.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    // Should an event be missed when its handler is resumed, it is looked at again after this at most. Spread, so that many do not come at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private const double Spread = 0.2;

    private readonly SemaphoreSlim one = new(1);
    private volatile Reading? last;

    public bool Holds(string handler) => last?.Paused.Contains(handler) == true && catalog.Find(handler) is not null;

    /// <summary>When an event has work to do next. Where nobody waits, its end has yet to be written.</summary>
    public NextRun NextOf(LedgerEvent found, DateTimeOffset now)
    {
        var waiting = found.Handlers?.Where(state => state.Status == HandlerStatus.Waiting).ToLookup(state => Holds(state.Name));
        var next = waiting is null ? null : waiting[false].Min(state => (DateTimeOffset?)(state.NextAttemptAt ?? found.ReceivedAt));
        if (waiting is null || !waiting[true].Any())
        {
            return new(next ?? found.NextAttemptAt, []);
        }

        var again = now + (LongestWait * (1 - (Spread * random.NextDouble())));
        return new(next < again ? next.Value : again, [.. waiting[true].Select(state => state.Name)]) { IsParked = next is null };
    }

    /// <summary>Reads them when what is known is too old. Whoever comes meanwhile waits: before the first answer nothing is known.</summary>
    /// <exception cref="LedgerUnavailableException">They have never been read.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (IsFresh)
        {
            return;
        }

        await one.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh)
            {
                var asked = clock.GetTimestamp();
                var handlers = await ledger.ListAsync(cancellationToken);
                last = new([.. handlers.Where(handler => handler.Pause is not null).Select(handler => handler.Name)], asked);
            }
        }
        catch (LedgerUnavailableException) when (last is { } known)
        {
            // The event's own requests say so.
            last = known with { At = clock.GetTimestamp() };
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>An operator's change counts at once in the process that made it.</summary>
    public void Forget() => last = last is { } known ? known with { At = null } : null;

    public void Dispose() => one.Dispose();

    private bool IsFresh => last?.At is { } at && clock.GetElapsedTime(at) < Age;

    /// <param name="At">Null when it counts no more.</param>
    private sealed record Reading(HashSet<string> Paused, long? At);
}

/// <param name="At">When the event is due.</param>
/// <param name="Paused">The paused handlers that it waits for.</param>
public sealed record NextRun(DateTimeOffset At, IReadOnlyList<string> Paused)
{
    /// <summary>It waits for paused handlers only.</summary>
    public bool IsParked { get; init; }
}
