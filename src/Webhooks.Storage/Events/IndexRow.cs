using Azure.Data.Tables;
using Webhooks.Searching;

namespace Webhooks.Storage.Events;

/// <summary>
/// A row for each value that an event or a refused delivery is found by: <c>i|value|reverse ticks|id</c>, so that one value is one range of keys,
/// the newest first, and what begins alike is one too. It is written without a condition: it decides nothing, and never makes a delivery lose.
/// </summary>
internal static class IndexRow
{
    /// <summary>Names these rows in the row that they go with, by their values as in keys, which hold no space.</summary>
    public const string Column = "IndexedBy";

    public const string Value = "Value";
    public const string By = "By";

    private const string IsRefused = "IsRefused";

    public static readonly IReadOnlyList<string> Columns = [Value, By, IsRefused, EventRow.EventType];

    public static string? Names(IReadOnlyList<SearchId> ids)
    {
        var names = (string?)null;
        for (var at = 0; at < ids.Count; at++)
        {
            var name = NameOf(ids[at]);
            names = names is null ? name : Holds(names, name) ? names : $"{names} {name}";
        }

        return names;
    }

    /// <summary>The keys of the rows that a row names. Both kinds of rows that do have times and ids behind their kind.</summary>
    public static IEnumerable<string> Keys(string? names, string row) => names is null ? [] : names.Split(' ').Select(name => Key(name, row));

    public static void AddTo(List<TableTransactionAction> actions, string partition, string row, IReadOnlyList<SearchId> ids, string? eventType)
    {
        var first = actions.Count;
        for (var at = 0; at < ids.Count; at++)
        {
            var key = Key(NameOf(ids[at]), row);
            // What is no text is written as one: two values may come to share a key, and a transaction names a row once.
            if (!IsAmong(actions, first, key))
            {
                var index = new TableEntity(partition, key) { [Value] = ids[at].Value, [By] = ids[at].By };
                index[eventType is null ? IsRefused : EventRow.EventType] = eventType ?? (object)true;
                actions.Add(new(TableTransactionActionType.UpsertReplace, index));
            }
        }
    }

    public static bool Is(TableEntity row) => row.RowKey.StartsWith("i|", StringComparison.Ordinal);

    /// <summary>The key of what it leads to.</summary>
    public static string Target(TableEntity row)
    {
        var rest = row.RowKey[(row.RowKey.IndexOf('|', 2) + 1)..];
        return row.GetBoolean(IsRefused) is true ? "r|" + rest : "e|" + rest[20..];
    }

    private static bool Holds(string names, string name)
    {
        var holds = false;
        foreach (var one in names.AsSpan().Split(' '))
        {
            holds |= names.AsSpan()[one].SequenceEqual(name);
        }

        return holds;
    }

    private static bool IsAmong(List<TableTransactionAction> actions, int first, string key)
    {
        var isAmong = false;
        for (var at = first; at < actions.Count && !isAmong; at++)
        {
            isAmong = actions[at].Entity.RowKey == key;
        }

        return isAmong;
    }

    private static string NameOf(SearchId id) => LedgerKeys.IndexName(id.Value);

    private static string Key(string name, string row) => $"i|{name}|{row.AsSpan(2)}";
}
