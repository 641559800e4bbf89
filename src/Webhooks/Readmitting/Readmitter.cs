using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.PublishedKeys;
using Webhooks.Receiving;
using Webhooks.Refusing;
using Webhooks.Rotating;
using Webhooks.Searching;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Readmitting;

/// <summary>
/// Verifies kept deliveries again, with today's secrets at the time they arrived, and admits those that pass like any delivery. An interrupted run
/// can be repeated. The oldest come first: of copies that differ in what is not signed, the first is the one that nobody could have copied yet.
/// </summary>
public sealed partial class Readmitter(IRefusedLedger ledger, IEventLedger events, EventRecorder recorder, SecretUses uses, KeyCache keys, TimeProvider clock, ILogger<Readmitter> logger)
{
    public const string BodyNotKept = "body_not_kept";

    public async Task<ReadmitRun> RunAsync(Source source, RefusedFilter filter, ReadmitOrder order, CancellationToken cancellationToken)
    {
        var (readmitted, known, seen) = (0, 0, 0);
        var conflicting = new List<ConflictingCopy>();
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var refusedAgain = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var secrets = source.Secrets.Where(secret => secret.IsActiveAt(clock.GetUtcNow())).Select(secret => secret.WithoutLimits()).ToArray();
        var deliveries = order.Id is { } id
            ? OldestFirst.CopiesAsync(ledger, source.Name, id, cancellationToken)
            : OldestFirst.ReadAsync(ledger, filter with { Source = source.Name }, clock.GetUtcNow(), cancellationToken);
        await foreach (var refused in deliveries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var delivery = refused.AsDelivery();
            var published = source.TakesPublishedKeys && refused.BodyIsWhole ? await keys.FindAsync(source, delivery, source.Deadline) : null;
            var usable = published is KeysFound.Found { Keys: var found } ? [.. found.Select(key => key.WithoutLimits())] : secrets;
            var verdict = refused.BodyIsWhole ? source.Scheme.Verify(delivery, usable, source.ReplayWindow, refused.ReceivedAt, source.Decompression?.WithoutAllowance()) : null;
            var isOlderCopy = order.Id is not null && order.Id != refused.Id;
            if (verdict is not Verification.Verified verified)
            {
                if (!isOlderCopy)
                {
                    var reason = (verdict as Verification.Refused)?.Why.Code ?? (verdict is null ? BodyNotKept : "probe");
                    refusedAgain[reason] = refusedAgain.GetValueOrDefault(reason) + 1;
                }
            }
            else
            {
                var newEvent = NewEvent.Of(source, delivery, new(refused.Id), verified);
                var (eventId, type) = (newEvent.Key.EventId, newEvent.Event.EventType);
                var first = types.GetValueOrDefault(eventId);
                var recorded = first is null || order.Id is not null ? (await events.FindAsync(newEvent.Key, cancellationToken))?.EventType : first;
                var before = recorded ?? first;
                types[eventId] = before ?? type;
                if (isOlderCopy)
                {
                    continue;
                }

                if (before is not null && before != type)
                {
                    conflicting.Add(new(refused.Id, eventId, type, before));
                }
                else if (order.DryRun ? recorded is null : await ReadmitAsync(source, newEvent, refused, order))
                {
                    readmitted++;
                }
                else
                {
                    known++;
                }
            }

            if (++seen == order.Limit && order.Id is null)
            {
                return new ReadmitRun(readmitted, known, refusedAgain, OldestFirst.CursorOf(refused)) { Conflicting = conflicting };
            }
        }

        return new ReadmitRun(readmitted, known, refusedAgain, Continue: null) { Conflicting = conflicting };
    }

    // Not cancelled between the event and the removal when the operator disconnects.
    private async Task<bool> ReadmitAsync(Source source, NewEvent newEvent, RefusedDelivery refused, ReadmitOrder order)
    {
        using var deadline = new CancellationTokenSource(source.Deadline, clock);
        var note = new HistoryEntry(clock.GetUtcNow(), HistoryEntry.Readmitted, $"by {order.RequestedBy}: {order.Reason}");
        var admission = await recorder.RecordAsync(source, newEvent with { Note = note, SearchIds = [.. newEvent.SearchIds, new(SearchId.RefusalId, refused.Id)] }, deadline.Token);
        if (admission is Admission.Unavailable)
        {
            throw new LedgerUnavailableException("Storage did not record a readmitted delivery in time.");
        }

        uses.Note(source.Name, newEvent.SecretFingerprint, clock.GetUtcNow());
        await ledger.RemoveAsync(refused, CancellationToken.None);
        Log.Readmitted(logger, source.Name, Printable.Of(newEvent.Key.EventId), order.RequestedBy, order.Reason, admission.GetType().Name);
        return admission is Admission.Accepted;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {EventId} readmitted by {RequestedBy}: {Reason} ({Admission})")]
        public static partial void Readmitted(ILogger logger, string source, string eventId, string requestedBy, string reason, string admission);
    }
}

public sealed record ReadmitOrder(string RequestedBy, string Reason)
{
    /// <summary>Of the only one to readmit. Its older copies are not admitted, but they say which type its event has.</summary>
    public string? Id { get; init; }

    public int Limit { get; init; } = 100;
    public bool DryRun { get; init; }
}
