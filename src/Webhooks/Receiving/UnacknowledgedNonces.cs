using System.Collections.Concurrent;
using Webhooks.Events;

namespace Webhooks.Receiving;

/// <summary>
/// Nonces of deliveries that were answered 503, although storage may have written them in time and only its answer was lost. Once storage
/// answers again, those that are there are released for the senders' next attempts.
/// </summary>
public sealed class UnacknowledgedNonces(IEventLedger ledger, TimeProvider clock)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<(EventKey Key, string Nonce, string ArrivalId)> waiting = new();

    public void Add(NewEvent newEvent)
    {
        if (newEvent.Event.Nonce is { } nonce && waiting.Count < Most)
        {
            waiting.Enqueue((newEvent.Key, nonce, newEvent.Origin.ArrivalId));
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        while (waiting.TryPeek(out var one) && await TryReleaseAsync(one.Key, one.Nonce, one.ArrivalId, cancellationToken))
        {
            waiting.TryDequeue(out _);
        }
    }

    private async Task<bool> TryReleaseAsync(EventKey key, string nonce, string arrivalId, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(Patience, clock, cancellationToken);
        try
        {
            // What is written after this was written late, and says so itself.
            if (await ledger.FindNonceAsync(key, nonce, limit.Token) is { } found && found.ArrivalId == arrivalId)
            {
                await ledger.ReleaseAsync(key, nonce, found, limit.Token);
            }

            return true;
        }
        catch (Exception failure) when (failure is LedgerUnavailableException or OperationCanceledException)
        {
            // The deliveries that storage failed have said so.
            return false;
        }
    }
}
