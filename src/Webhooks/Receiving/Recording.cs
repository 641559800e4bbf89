using Webhooks.Events;

namespace Webhooks.Receiving;

/// <summary>One verified delivery on its way into the ledger: inserted, else resolved against what is there, else redriven.</summary>
internal sealed class Recording(IEventLedger ledger, Source source, NewEvent newEvent, TimeProvider clock, CancellationToken deadline)
{
    // A third of the deadline for each call leaves time to ask what became of the first.
    private readonly TimeSpan patience = source.Deadline / 3;

    // Once a redrive was tried, finding our own arrival in the row means that this redrive succeeded, not that the event was new.
    private bool isRedriving;

    public TimeLimit BeginCall() => new(patience, clock, deadline);

    public Task<RecordOutcome> InsertAsync() => CallAsync(cancellationToken => ledger.RecordAsync(newEvent, cancellationToken));

    /// <summary>What to answer when the event was not recorded just now; null when there is no such event, or it changed meanwhile.</summary>
    public async Task<Admission?> ResolveAsync(RecordOutcome outcome, bool isUnclear)
    {
        if (outcome == RecordOutcome.NonceSeen && !isUnclear && source.OnReplay == ReplayAnswer.Reject)
        {
            return new Admission.Replayed(ReplayAnswer.Reject);
        }

        var found = await CallAsync(cancellationToken => ledger.FindAsync(newEvent.Key, cancellationToken));
        var isOurs = found?.ArrivalId == newEvent.Origin.ArrivalId;
        if (outcome == RecordOutcome.NonceSeen && !isOurs)
        {
            // A nonce that another event consumed is acknowledged to nobody: this event is not in the ledger.
            return new Admission.Replayed(found is null ? ReplayAnswer.Reject : source.OnReplay);
        }

        return found switch
        {
            null => null,
            _ when isOurs => new Admission.Accepted(newEvent.Key.EventId, isRedriving),
            { Status: EventStatus.DeadLettered } when SenderRedrivePolicy.Allows(source, newEvent, found) => await RedriveAsync(found),
            _ => new Admission.Duplicate(newEvent.Key.EventId),
        };
    }

    private async Task<Admission?> RedriveAsync(KnownEvent dead)
    {
        isRedriving = true;
        return await CallAsync(cancellationToken => ledger.RedriveAsync(dead, newEvent, cancellationToken)) switch
        {
            RedriveOutcome.Redriven => new Admission.Accepted(newEvent.Key.EventId, Redriven: true),
            RedriveOutcome.NonceSeen => new Admission.Replayed(source.OnReplay),
            _ => null,
        };
    }

    private async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        using var limit = BeginCall();
        return await call(limit.Token);
    }
}
