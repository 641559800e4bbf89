using Webhooks.Events;

namespace Webhooks.Receiving;

/// <summary>One verified delivery on its way into the ledger: inserted, else resolved against what is there, else redriven.</summary>
internal sealed class Recording(IEventLedger ledger, IEarlierLedger earlier, IBodyStore bodies, Source source, NewEvent newEvent, TimeProvider clock, CancellationToken deadline) : IDisposable
{
    // A third of the deadline for each call leaves time to ask what became of the first.
    private readonly TimeSpan patience = source.Deadline / 3;

    // Once a redrive was tried, finding our own arrival in the row means that this redrive succeeded, not that the event was new.
    private bool isRedriving;
    private bool isBodyKept;

    // The receiver before admits nothing more: what it did not know once, it will not know later.
    private bool isNewSinceMove = source.MovedFrom is null;

    // One timer for one call after the other.
    private TimeLimit? limit;

    public CancellationToken BeginCall() => BeginCall(patience);

    public void Dispose() => limit?.Dispose();

    /// <summary>Null when what lost to another row was no longer there to be asked.</summary>
    public async Task<Admission?> TryAsync()
    {
        if (!isNewSinceMove)
        {
            var found = await earlier.FindAsync(source, newEvent, BeginCall());
            isNewSinceMove = found == EarlierDelivery.Unknown;
            if (!isNewSinceMove)
            {
                return await ResolveEarlierAsync(found);
            }
        }

        if (newEvent.Stored is { } stored && !isBodyKept)
        {
            // A repeat must not send a large body once more.
            if (await FindAsync() is { } known)
            {
                return await ResolveEventAsync(known);
            }

            await KeepBodyAsync(stored);
        }

        return await ledger.RecordAsync(newEvent, BeginCall()) switch
        {
            RecordOutcome.Recorded => new Admission.Accepted(newEvent.Key.EventId),
            RecordOutcome.NonceSeen => await ResolveNonceAsync(),
            _ => await ResolveEventAsync(await FindAsync()),
        };
    }

    // To repeat it is safe, so it may have most of the time.
    private async Task KeepBodyAsync(StoredBody stored)
    {
        await bodies.PutAsync(newEvent.Key, stored, newEvent.Delivery.Body, BeginCall(2 * patience));
        isBodyKept = true;
    }

    private async Task<Admission?> ResolveNonceAsync()
    {
        var nonce = await ledger.FindNonceAsync(newEvent.Key, newEvent.Event.Nonce!, BeginCall());
        return nonce switch
        {
            null => null,
            _ when nonce.IsOver(newEvent.Delivery.ReceivedAt) => await ForgetAsync(nonce),
            // A nonce that another event consumed is acknowledged to nobody: this event need not be in the ledger.
            _ when nonce.EventId != newEvent.Key.EventId => new Admission.Replayed(ReplayAnswer.Reject),
            { IsUnacknowledged: true } => await ledger.TakeOverAsync(nonce, newEvent, BeginCall()) ? nonce.Admission : null,
            _ when nonce.ArrivalId == newEvent.Origin.ArrivalId => nonce.Admission,
            _ => new Admission.Replayed(source.OnReplay),
        };
    }

    // Its event is long admitted, and some senders draw their nonces from few.
    private async Task<Admission?> ForgetAsync(ConsumedNonce expired)
    {
        await ledger.ForgetAsync(newEvent.Key, newEvent.Event.Nonce!, expired, BeginCall());
        return null;
    }

    private Task<KnownEvent?> FindAsync() => ledger.FindAsync(newEvent.Key, BeginCall());

    private async Task<Admission?> ResolveEventAsync(KnownEvent? found)
    {
        return found switch
        {
            null => null,
            _ when found.ArrivalId == newEvent.Origin.ArrivalId => new Admission.Accepted(newEvent.Key.EventId, isRedriving),
            { Status: EventStatus.DeadLettered } when SenderRedrivePolicy.Allows(source, newEvent, found) => await RedriveAsync(found),
            _ => await ConsumeNonceAsync(new Admission.Duplicate(newEvent.Key.EventId)),
        };
    }

    // The nonce is consumed in this ledger, since the one before is only read.
    private async Task<Admission?> ResolveEarlierAsync(EarlierDelivery found)
    {
        return found switch
        {
            { IsOpen: true } => new Admission.Unavailable(IsMoving: true),
            { Nonce: { } nonce } when nonce.EventId != newEvent.Key.EventId => new Admission.Replayed(ReplayAnswer.Reject),
            { Nonce.IsUnacknowledged: false } => new Admission.Replayed(source.OnReplay),
            { Nonce: { } nonce } => await ConsumeNonceAsync(nonce.Admission),
            _ => await ConsumeNonceAsync(new Admission.Duplicate(newEvent.Key.EventId)),
        };
    }

    private async Task<Admission?> ConsumeNonceAsync(Admission admission) =>
        newEvent.Event.Nonce is null || await ledger.ConsumeNonceAsync(newEvent, BeginCall()) ? admission : await ResolveNonceAsync();

    private async Task<Admission?> RedriveAsync(KnownEvent dead)
    {
        isRedriving = true;
        return await ledger.RedriveAsync(dead, newEvent, BeginCall()) switch
        {
            RedriveOutcome.Redriven => new Admission.Accepted(newEvent.Key.EventId, Redriven: true),
            RedriveOutcome.NonceSeen => await ResolveNonceAsync(),
            _ => null,
        };
    }

    private CancellationToken BeginCall(TimeSpan most)
    {
        if (limit?.TryRestart(most) != true)
        {
            limit?.Dispose();
            limit = new(most, clock, deadline);
        }

        return limit.Token;
    }
}
