using System.Runtime.CompilerServices;
using Webhooks.Events;

namespace Webhooks.Storage.Log;

internal static class DistinctEvents
{
    // Each event once: one that was redriven is pending and has the timeline row of its last end.
    public static async IAsyncEnumerable<LogRow> OnceAsync(IAsyncEnumerable<LogRow> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LogRow? held = null;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (held is not null && held.Position == row.Position)
            {
                // The pending row knows the attempts of now; but an event that ended between two reads has ended.
                held = HasEnded(row) || (!HasEnded(held) && row.IsFromPending) ? row : held;
                continue;
            }

            if (held is not null)
            {
                yield return held;
            }

            held = row;
        }

        if (held is not null)
        {
            yield return held;
        }
    }

    private static bool HasEnded(LogRow row) => row.Line.Status != nameof(EventStatus.Pending);
}
