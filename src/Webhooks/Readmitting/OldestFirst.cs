using System.Globalization;
using System.Runtime.CompilerServices;
using Webhooks.Refusing;

namespace Webhooks.Readmitting;

// The ledger lists the newest first. This reads slices of time, each short enough to be turned round in memory, the oldest first.
internal static class OldestFirst
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    // Longer than any refused delivery is kept.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static string CursorOf(RefusedDelivery refused) => string.Create(CultureInfo.InvariantCulture, $"{refused.ReceivedAt.UtcTicks} {refused.Id}");

    public static async IAsyncEnumerable<RefusedDelivery> ReadAsync(
        IRefusedLedger ledger, RefusedFilter filter, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, after) = ReadCursor(filter.After) is { } cursor ? cursor : (filter.Since ?? now - Longest, "");
        var (start, end) = (from, now + Longest);
        for (var width = end - from; from < end;)
        {
            var to = end - from < width ? end : from + width;
            var slice = filter with { Since = from, Before = to, After = null, WithBodies = false };
            if (width > Shortest && await ledger.ListAsync(slice, cancellationToken).Take(MostAtOnce + 1).CountAsync(cancellationToken) > MostAtOnce)
            {
                width /= 2;
                continue;
            }

            var found = await ledger.ListAsync(slice with { WithBodies = true }, cancellationToken).ToListAsync(cancellationToken);
            foreach (var refused in found.OrderBy(refused => refused.ReceivedAt).ThenBy(refused => refused.Id, StringComparer.Ordinal))
            {
                if (refused.ReceivedAt != start || string.CompareOrdinal(refused.Id, after) > 0)
                {
                    yield return refused;
                }
            }

            from = to;
            width *= 2;
        }
    }

    /// <summary>One delivery, and before it the older ones that may be copies of it: of the same body, whatever its encoding.</summary>
    public static async IAsyncEnumerable<RefusedDelivery> CopiesAsync(
        IRefusedLedger ledger, string source, string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(source, id, cancellationToken) is not { } wanted)
        {
            yield break;
        }

        var until = new RefusedFilter { Source = source, Before = wanted.ReceivedAt.AddTicks(1) };
        var older = await ledger.ListAsync(until, cancellationToken).Where(other => other.BodyIsWhole && IsBefore(other, wanted) && MayBeCopy(other, wanted)).ToListAsync(cancellationToken);
        foreach (var copy in older.OrderBy(other => other.ReceivedAt).ThenBy(other => other.Id, StringComparer.Ordinal))
        {
            if (await ledger.FindAsync(source, copy.Id, cancellationToken) is { } found
                && (IsEncoded(found) || IsEncoded(wanted) || found.Body.Span.SequenceEqual(wanted.Body.Span)))
            {
                yield return found;
            }
        }

        yield return wanted;
    }

    private static bool IsBefore(RefusedDelivery one, RefusedDelivery other) =>
        (one.ReceivedAt, string.CompareOrdinal(one.Id, other.Id)).CompareTo((other.ReceivedAt, 0)) < 0;

    private static bool MayBeCopy(RefusedDelivery one, RefusedDelivery other) => one.Size == other.Size || IsEncoded(one) || IsEncoded(other);

    private static bool IsEncoded(RefusedDelivery refused) => refused.Headers.Any(header => header.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase));

    private static (DateTimeOffset From, string After)? ReadCursor(string? text) =>
        text?.Split(' ') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && from <= DateTimeOffset.MaxValue.Ticks
            ? (new DateTimeOffset(from, TimeSpan.Zero), id)
            : null;
}
