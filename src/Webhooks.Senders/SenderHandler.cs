using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Processing;
using Webhooks.Redacting;
using Webhooks.Senders.Envless;
using Webhooks.Senders.Reading;
using Webhooks.Status;
using Webhooks.Telemetry;

namespace Webhooks.Senders;

/// <summary>The product's own handler: reads an event, updates the status board, and notifies people.</summary>
public sealed partial class SenderHandler(
    SourceCatalog sources,
    IStatusBoard board,
    Notifier notifier,
    EndpointFailureRule endpoints,
    Redactor redactor,
    TimeProvider clock,
    WebhookMetrics metrics,
    ILogger<SenderHandler> logger)
    : IEventHandler
{
    /// <inheritdoc />
    public string Name => "built-in";

    /// <inheritdoc />
    public bool Handles(LedgerEvent found) => SenderOf(found) is not null;

    /// <inheritdoc />
    public async Task HandleAsync(LedgerEvent claimed, CancellationToken cancellationToken)
    {
        var source = claimed.Key.Source;
        var read = SenderOf(claimed)!.Read(claimed);
        if (!read.IsKnown)
        {
            metrics.UnknownType(source);
            Log.UnknownType(logger, source, Printable.Of(claimed.EventType));
            return;
        }

        // Senders' texts quote the body, and the paths that a source redacts must not leave it.
        var redact = redactor.Of(source, claimed.Body);
        var changes = read.Changes.Select(change => Redacted(change, redact)).GroupBy(change => (change.Kind, change.Id)).ToList();
        var applied = await Task.WhenAll(changes.Select(ofOne => ApplyAsync(claimed.Key, ofOne, cancellationToken)));
        var outcomes = changes.Zip(applied).ToDictionary(one => one.First.Key, one => one.Second);
        foreach (var notice in read.Notices)
        {
            var outcome = notice is { StatusKind: { } kind, StatusId: { } id } ? outcomes.GetValueOrDefault((kind, id)) : null;
            if (IsRelevant(notice, outcome) && endpoints.Apply(notice, outcome) is { } due)
            {
                // Not every event of a test says that it is one, and few have the name that people use.
                var (fitted, details) = (due, outcome?.Details);
                if (notice.PartOf is var (whole, wholeId))
                {
                    details = (await board.FindAsync(source, whole, wholeId, cancellationToken))?.Latest.Details;
                    fitted = due.Named(whole, wholeId, details);
                }

                fitted = fitted.ForTest(details?.GetValueOrDefault(RuleNotices.Test));
                await notifier.NotifyAsync(source, claimed.Key.EventId, claimed.OccurredAt ?? claimed.ReceivedAt, Redacted(fitted, redact) with { EventType = claimed.EventType, ListedAt = claimed.ReceivedAt }, cancellationToken);
            }
        }
    }

    // Changes of one resource come one after the other, and those of several side by side.
    private async Task<StatusOutcome> ApplyAsync(EventKey key, IEnumerable<StatusChange> changes, CancellationToken cancellationToken)
    {
        StatusOutcome? outcome = null;
        foreach (var change in changes)
        {
            outcome = await board.ApplyAsync(key.Source, change, key.EventId, clock.GetUtcNow(), cancellationToken);
        }

        return outcome!;
    }

    private static Notice Redacted(Notice notice, Func<string, string> redact) =>
        notice with { Title = redact(notice.Title), What = redact(notice.What), Next = redact(notice.Next), Cause = Redacted(notice.Cause, redact), Example = Redacted(notice.Example, redact) };

    private static string? Redacted(string? text, Func<string, string> redact) => text is null ? null : redact(text);

    private static StatusChange Redacted(StatusChange change, Func<string, string> redact) => change with
    {
        Summary = redact(change.Summary),
        Details = change.Details.ToDictionary(detail => detail.Key, detail => redact(detail.Value)),
    };

    // A change that is out of date is not notified, and a recovery only after a failure was.
    private static bool IsRelevant(Notice notice, StatusOutcome? outcome) =>
        outcome is null || (outcome.Applied && (!notice.Recovered || outcome.WasUnhealthy));

    private ISender? SenderOf(LedgerEvent found) =>
        sources.Find(found.Key.Source) is { } source ? SenderCatalog.Find(source.Scheme.Name) : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: the sender does not document the type {EventType}; the event is kept and needs no action.")]
        public static partial void UnknownType(ILogger logger, string source, string eventType);
    }
}
