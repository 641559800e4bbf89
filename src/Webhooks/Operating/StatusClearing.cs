using Microsoft.Extensions.Logging;
using Webhooks.Notifying;
using Webhooks.Status;

namespace Webhooks.Operating;

/// <summary>
/// Marks a resource as healthy because an operator says so: some senders report failures and never their end. Later events count from one again.
/// </summary>
public sealed partial class StatusClearing(IStatusBoard board, INotificationLog notificationLog, INoticeOutbox outbox, TimeProvider clock, ILogger<StatusClearing> logger)
{
    public const string Cleared = "cleared";

    /// <summary>The row afterwards, unhealthy only when its sender reported again meanwhile; null when there is none.</summary>
    public async Task<StatusRow?> ClearAsync(string source, string kind, string id, string requestedBy, string reason, CancellationToken cancellationToken)
    {
        var found = await board.FindAsync(source, kind, id, cancellationToken);
        if (found is not { Latest.IsUnhealthy: true })
        {
            return found;
        }

        // A sender's clock may be ahead of ours: its last report must not win over this one.
        var now = clock.GetUtcNow();
        var cleared = found.Latest with
        {
            State = Cleared,
            At = now > found.Latest.At ? now : found.Latest.At,
            Rank = found.Latest.Rank + 1,
            IsUnhealthy = false,
            Counts = false,
            Summary = $"Cleared by {requestedBy}: {reason}. Before: {found.Latest.Summary}",
        };
        if ((await board.ApplyAsync(source, cleared, found.LastEventId, now, cancellationToken)).Applied)
        {
            Log.Cleared(logger, source, kind, Printable.Of(id), found.Latest.State, requestedBy, reason);
            await RecoverAsync(found, cleared, cancellationToken);
        }

        return await board.FindAsync(source, kind, id, cancellationToken);
    }

    // Whoever was notified of the failure is notified of its end, as if the sender had reported it.
    private async Task RecoverAsync(StatusRow found, StatusChange cleared, CancellationToken cancellationToken)
    {
        var entries = await notificationLog.ReadAsync(found.Source, found.LastEventId, cancellationToken);
        foreach (var entry in entries.Where(entry => entry.StatusKind == cleared.Kind && entry.StatusId == cleared.Id).DistinctBy(entry => (entry.Rule, entry.Subject)))
        {
            outbox.Post(found.Source, cleared.At, new Notice(entry.Rule, entry.Subject, Severity.Info, $"Cleared: {found.Latest.Summary}", cleared.Summary, "")
            {
                Recovered = true,
                StatusKind = cleared.Kind,
                StatusId = cleared.Id,
            });
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {Kind} {Id} ({State}) cleared by {RequestedBy}: {Reason}")]
        public static partial void Cleared(ILogger logger, string source, string kind, string id, string state, string requestedBy, string reason);
    }
}
