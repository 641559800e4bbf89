using System.Runtime.CompilerServices;
using Webhooks.Receiving;

namespace Webhooks.Storage.Log;

/// <summary>Several sorted lists of rows as one.</summary>
internal static class LogMerge
{
    public static async IAsyncEnumerable<LogRow> ReadAsync(IEnumerable<IAsyncEnumerable<LogRow>> lists, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heads = new PriorityQueue<IAsyncEnumerator<LogRow>, LogPosition>();
        var open = lists.Select(list => list.GetAsyncEnumerator(cancellationToken)).ToArray();
        try
        {
            // The first request of each list at once: there are as many as there are partitions.
            var found = await Task.WhenAll(open.Select(async rows => await rows.MoveNextAsync()));
            foreach (var (rows, _) in open.Zip(found).Where(pair => pair.Second))
            {
                heads.Enqueue(rows, rows.Current.Position);
            }

            while (heads.TryDequeue(out var rows, out _))
            {
                yield return rows.Current;
                if (await rows.MoveNextAsync())
                {
                    heads.Enqueue(rows, rows.Current.Position);
                }
            }
        }
        finally
        {
            foreach (var rows in open)
            {
                await rows.DisposeAsync();
            }
        }
    }

    /// <summary>Each event once: one that was redriven is pending and has the timeline row of its last end.</summary>
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
