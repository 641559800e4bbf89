using Azure.Data.Tables;
using Webhooks.Operating;
using Webhooks.Searching;
using Webhooks.Storage.Events;

namespace Webhooks.Storage.Log;

/// <summary>The keys among which a search finds something: of events by their own ids, of index rows, and of refused deliveries by theirs.</summary>
internal sealed record SearchRange(string From, string To, IReadOnlyList<string> Columns)
{
    // Behind every key that begins with a text: a written byte begins with one of these and a digit.
    private const string BehindAll = "~~";

    public static IEnumerable<SearchRange> Of(SearchFilter filter)
    {
        var (id, index) = (LedgerKeys.Event(filter.Id), "i|" + LedgerKeys.IndexName(filter.Id));

        // ',' comes right after '+', which separates the parts of an id: people know the first.
        yield return new(id, id + (filter.IsPrefix ? BehindAll : ","), LogRow.OfEvents);
        yield return filter.IsPrefix ? new(index, index + BehindAll, [.. Keys, .. IndexRow.Columns]) : new(index + "|", index + "}", [.. Keys, .. IndexRow.Columns]);
        if (filter is { IsPrefix: false, EventType: null } && RefusedRow.RangeOf(SearchId.Normal(filter.Id)) is var (from, to))
        {
            yield return new(from, to, LogRow.OfRefused);
        }
    }

    /// <summary>The first key of a partition that may come behind a cursor. A key with a space behind it is the smallest text after that key.</summary>
    public string FromAfter(string? cursor, string partition)
    {
        if (cursor is null)
        {
            return From;
        }

        var space = cursor.IndexOf(' ', StringComparison.Ordinal);
        var next = string.CompareOrdinal(partition, cursor[(space + 1)..]) <= 0 ? cursor[..(space + 1)] : cursor[..space];
        return string.CompareOrdinal(next, From) > 0 ? next : From;
    }

    private static readonly string[] Keys = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)];
}
