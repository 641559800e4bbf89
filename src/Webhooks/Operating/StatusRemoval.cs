using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Redriving;
using Webhooks.Status;

namespace Webhooks.Operating;

/// <summary>Removes a resource from the status board because an operator says so. An event that reports it again brings it back.</summary>
public sealed partial class StatusRemoval(
    IStatusBoard board, StatusClearing clearing, IEventLookup events, IDeadLetterLedger ledger, TimeProvider clock, ILogger<StatusRemoval> logger)
{
    /// <summary>The row as it was; null when there is none.</summary>
    public async Task<StatusRow?> RemoveAsync(string source, string kind, string id, string requestedBy, string reason, CancellationToken cancellationToken)
    {
        var first = await board.FindAsync(source, kind, id, cancellationToken);
        for (var found = first; found is not null; found = await board.FindAsync(source, kind, id, cancellationToken))
        {
            // Whoever was notified of its failure is notified that it is over.
            if (found.Latest.IsUnhealthy)
            {
                await clearing.ClearAsync(source, kind, id, requestedBy, reason, cancellationToken);
            }
            else if (await board.RemoveAsync(found, cancellationToken))
            {
                Log.Removed(logger, source, kind, Printable.Of(id), first!.Latest.State, requestedBy, reason);
                await NoteAsync(found, requestedBy, reason, cancellationToken);
                return first;
            }
        }

        return first;
    }

    // The board forgets it; the event that reported it last tells who wanted that. A pending event takes no notes.
    private async Task NoteAsync(StatusRow removed, string requestedBy, string reason, CancellationToken cancellationToken)
    {
        if (await events.FindAsync(removed.Source, removed.LastEventId, cancellationToken) is { } found)
        {
            var note = $"by {requestedBy}: removed {removed.Latest.Kind} {Printable.Of(removed.Latest.Id)} from the status board: {reason}";
            await ledger.NoteAsync(found.Key, new HistoryEntry(clock.GetUtcNow(), HistoryEntry.Note, note), cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {Kind} {Id} ({State}) removed from the status board by {RequestedBy}: {Reason}")]
        public static partial void Removed(ILogger logger, string source, string kind, string id, string state, string requestedBy, string reason);
    }
}
