using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Redacting;
using Webhooks.Telemetry;

namespace Webhooks.Processing;

/// <summary>One attempt at an event. The message only says where to look; whether there is work to do, the ledger says.</summary>
public sealed partial class Processor(
    IAttemptLedger ledger,
    IEventQueue queue,
    SourceCatalog sources,
    IEnumerable<IEventHandler> handlers,
    Backoff backoff,
    ProcessingOptions options,
    TimeProvider clock,
    Redactor redactor,
    DeadLetters deadLetters,
    WebhookMetrics metrics,
    ILogger<Processor> logger)
{
    private const int LongestError = 1024;

    // A message that becomes visible a moment early counts as due.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>Runs the handlers of the event that the envelope points at, when it is due and free.</summary>
    public async Task ProcessAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        try
        {
            await ProcessDueAsync(envelope, cancellationToken);
        }
        catch (LedgerUnavailableException failure)
        {
            // Thrown on, it would use up the message's five tries in minutes, and the poison queue would end an event that nobody has tried.
            Log.Unavailable(logger, envelope.Source, Printable.Of(envelope.EventId), failure.Message);
        }
    }

    private async Task ProcessDueAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await ledger.LoadAsync(envelope.Key, cancellationToken);
        if (found is not { Status: EventStatus.Pending } || found.ClaimedUntil > now || found.NextAttemptAt > now + Tolerance)
        {
            await deadLetters.NotifyAgainAsync(found);
            Log.Dropped(logger, envelope.Source, Printable.Of(envelope.EventId));
            return;
        }

        if (found.Attempts >= options.MaxAttempts)
        {
            // The last attempt was begun and not ended; or the maximum was lowered, and the error of a former attempt is the true one.
            await DeadLetterAsync(found, found.LastError ?? DeadLetters.Crashed);
        }
        else if (await ledger.ClaimAsync(found, now + options.Lease, cancellationToken) is { } claimed)
        {
            await AttemptAsync(claimed, cancellationToken);
        }
        else
        {
            Log.Dropped(logger, envelope.Source, Printable.Of(envelope.EventId));
        }
    }

    /// <summary>Turns a message that made the worker crash, again and again, into a dead letter.</summary>
    public async Task GiveUpAsync(string message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (Envelope.Read(message) is not { } envelope)
        {
            Log.Unreadable(logger, message.Length);
            await ledger.KeepUnreadableAsync(message, now, cancellationToken);
            return;
        }

        // An event that is processed, in other hands, or waiting for a later attempt has another message of its own.
        var found = await ledger.LoadAsync(envelope.Key, cancellationToken);
        if (found is { Status: EventStatus.Pending } && !(found.ClaimedUntil > now) && found.NextAttemptAt <= now + Tolerance)
        {
            await DeadLetterAsync(found, "The host gave up its message: the worker crashed or failed each time it was read.");
        }
        else
        {
            await deadLetters.NotifyAgainAsync(found);
        }
    }

    private async Task AttemptAsync(LedgerEvent claimed, CancellationToken cancellationToken)
    {
        using var activity = WebhookTrace.Process(claimed);
        var failure = await RunHandlersAsync(claimed, cancellationToken);
        activity?.SetStatus(failure is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, failure?.GetType().Name);
        switch (failure)
        {
            case null:
                await CompleteAsync(claimed);
                break;
            case PermanentFailureException:
                await DeadLetterAsync(claimed, Describe(claimed, failure));
                break;
            case not null when claimed.Attempts >= options.MaxAttempts:
                await DeadLetterAsync(claimed, Describe(claimed, failure));
                break;
            default:
                await PostponeAsync(claimed, Describe(claimed, failure));
                break;
        }
    }

    private async Task<Exception?> RunHandlersAsync(LedgerEvent claimed, CancellationToken cancellationToken)
    {
        if (sources.Find(claimed.Key.Source) is null)
        {
            // No handler would want it, and it would count as processed. Another instance may know the source, or the next deployment.
            return new InvalidOperationException($"The source '{claimed.Key.Source}' is not in the settings of this app; put Sources__{claimed.Key.Source.Replace('-', '_')}__… back, then redrive.");
        }

        using var timeout = new CancellationTokenSource(options.HandlerTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            foreach (var handler in handlers.Where(handler => handler.Handles(claimed)))
            {
                // WaitAsync: a handler that ignores its token must not outlive the lease unnoticed.
                await handler.HandleAsync(claimed, either.Token).WaitAsync(either.Token);
            }

            return null;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return new TimeoutException($"The handlers took longer than {options.HandlerTimeout}.");
        }
#pragma warning disable CA1031 // A handler is foreign code: whatever it throws is a failed attempt, written down and tried again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure;
        }
    }

    // How an attempt went is written down even while the host is stopping: what is not written costs a whole lease.
    private async Task CompleteAsync(LedgerEvent claimed)
    {
        var now = clock.GetUtcNow();
        if (await ledger.CompleteAsync(claimed, now, CancellationToken.None))
        {
            metrics.Processed(claimed.Key.Source, now - claimed.ReceivedAt);
            Log.Processed(logger, claimed.Key.Source, Printable.Of(claimed.Key.EventId), Printable.Of(claimed.EventType), claimed.Attempts);
        }
        else
        {
            LostClaim(claimed);
        }
    }

    private async Task PostponeAsync(LedgerEvent claimed, string error)
    {
        var now = clock.GetUtcNow();
        var wait = backoff.After(claimed.Attempts);
        if (!await ledger.PostponeAsync(claimed, now + wait, error, now, CancellationToken.None))
        {
            LostClaim(claimed);
            return;
        }

        metrics.Postponed(claimed.Key.Source);
        Log.Postponed(logger, claimed.Key.Source, Printable.Of(claimed.Key.EventId), claimed.Attempts, options.MaxAttempts, error, wait);
        try
        {
            await queue.SendAsync(Envelope.For(claimed.Key, claimed.TraceParent), wait, CancellationToken.None);
        }
#pragma warning disable CA1031 // The ledger says when it is due; without a message the sweep finds it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotQueued(logger, claimed.Key.Source, Printable.Of(claimed.Key.EventId), failure.Message);
        }
    }

    private async Task DeadLetterAsync(LedgerEvent found, string error)
    {
        if (!await deadLetters.WriteAsync(found, error, clock.GetUtcNow()))
        {
            LostClaim(found);
        }
    }

    private void LostClaim(LedgerEvent claimed)
    {
        metrics.LostClaim(claimed.Key.Source);
        Log.LostClaim(logger, claimed.Key.Source, Printable.Of(claimed.Key.EventId));
    }

    // A handler may put into its message whatever the body holds.
    private string Describe(LedgerEvent claimed, Exception failure) =>
        Printable.Of(redactor.Of(claimed.Key.Source, claimed.Body.Span)($"{failure.GetType().Name}: {failure.Message}"), LongestError);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Source}: nothing to do for {EventId}; message dropped.")]
        public static partial void Dropped(ILogger logger, string source, string eventId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: the ledger is unavailable for {EventId} ({Problem}); message dropped, the sweep will queue it.")]
        public static partial void Unavailable(ILogger logger, string source, string eventId, string problem);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: processed {EventId} ({EventType}), attempt {Attempt}.")]
        public static partial void Processed(ILogger logger, string source, string eventId, string eventType, int attempt);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: attempt {Attempt} of {MaxAttempts} at {EventId} failed ({Error}); next in {Wait}.")]
        public static partial void Postponed(ILogger logger, string source, string eventId, int attempt, int maxAttempts, string error, TimeSpan wait);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: another run took over {EventId}.")]
        public static partial void LostClaim(ILogger logger, string source, string eventId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {EventId} is postponed but not queued ({Problem}); the sweep will queue it.")]
        public static partial void NotQueued(ILogger logger, string source, string eventId, string problem);

        [LoggerMessage(Level = LogLevel.Error, Message = "Unreadable queue message of length {Length}; kept as a dead letter without an event.")]
        public static partial void Unreadable(ILogger logger, int length);
    }
}
