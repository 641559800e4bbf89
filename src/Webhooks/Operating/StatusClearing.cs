using Microsoft.Extensions.Logging;
using Webhooks.Notifying;
using Webhooks.Status;

namespace Webhooks.Operating;

/// <summary>
/// Marks a resource as healthy because an operator says so: some senders report failures and never their end. Later events count from one again.
/// </summary>
public sealed partial class StatusClearing(IStatusBoard board, INotificationLog notified, INoticeOutbox outbox, TimeProvider clock, ILogger<StatusClearing> logger)
{
    public const string Cleared = "cleared";

    /// <summary>The row afterwards, unhealthy only when its sender reported again meanwhile; null when there is none.</summary>
    public async Task<StatusRow?> ClearAsync(string source, string kind, string id, string who, string why, CancellationToken cancellationToken)
    {
        var found = await board.FindAsync(source, kind, id, cancellationToken);
        if (found is not { Latest.IsUnhealthy: true })
        {
            return found;
        }

        // A sender's clock may be ahead of ours; what it said last must not win over what is said now.
        var now = clock.GetUtcNow();
        var well = found.Latest with
        {
            State = Cleared,
            At = now > found.Latest.At ? now : found.Latest.At,
            Rank = found.Latest.Rank + 1,
            IsUnhealthy = false,
            Counts = false,
            Summary = $"Cleared by {who}: {why}",
        };
        if ((await board.ApplyAsync(source, well, found.LastEventId, now, cancellationToken)).Applied)
        {
            Log.Cleared(logger, source, kind, Printable.Of(id), found.Latest.State, who, why);
            await RecoverAsync(found, well, cancellationToken);
        }

        return await board.FindAsync(source, kind, id, cancellationToken);
    }

    // Those who were told of the failure are told of its end, as if the sender had said it.
    private async Task RecoverAsync(StatusRow found, StatusChange well, CancellationToken cancellationToken)
    {
        var heard = await notified.ReadAsync(found.Source, found.LastEventId, cancellationToken);
        foreach (var one in heard.Where(one => one.StatusKind == well.Kind && one.StatusId == well.Id).DistinctBy(one => (one.Rule, one.Subject)))
        {
            outbox.Post(found.Source, well.At, new Notice(one.Rule, one.Subject, Severity.Info, $"{one.Subject} was cleared", well.Summary, "Nothing to do.")
            {
                Recovered = true,
                StatusKind = well.Kind,
                StatusId = well.Id,
            });
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {Kind} {Id} ({State}) cleared by {Who}: {Why}")]
        public static partial void Cleared(ILogger logger, string source, string kind, string id, string state, string who, string why);
    }
}
