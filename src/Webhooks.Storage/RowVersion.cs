using Azure.Data.Tables;
using Webhooks.Events;

namespace Webhooks.Storage;

/// <summary>
/// The version that each row carries. Rows without one are of the versions before: everything that reads rows still reads those. A row of a
/// version that only a newer app knows is left alone, since to guess would be to lose something.
/// </summary>
internal static class RowVersion
{
    public const string Column = "V";

    /// <summary>Names the blob of a body that is too large for its event's row.</summary>
    public const string BodyBlob = "BodyBlob";

    /// <summary>2: a row with <see cref="BodyBlob" />. All others are 1.</summary>
    public const int Current = 2;

    // Boxed once: every event writes three rows.
    private static readonly object Plain = 1;
    private static readonly object WithStoredBody = Current;

    public static void Stamp(IReadOnlyList<TableTransactionAction> actions)
    {
        for (var at = 0; at < actions.Count; at++)
        {
            var action = actions[at];

            // What is merged into a row leaves it what it is.
            if (action.ActionType is not (TableTransactionActionType.Delete or TableTransactionActionType.UpdateMerge))
            {
                Stamp((TableEntity)action.Entity);
            }
        }
    }

    public static TableEntity Stamp(TableEntity row)
    {
        row[Column] = row.ContainsKey(BodyBlob) ? WithStoredBody : Plain;
        return row;
    }

    // Azure gives a selected column that a row lacks as null; Azurite leaves it out.
    public static bool IsKnown(TableEntity row) => !row.TryGetValue(Column, out var version) || version is null or <= Current;

    public static TableEntity Known(TableEntity row) => IsKnown(row) ? row
        : throw new LedgerUnavailableException($"a row has version {row[Column]}, and this app knows {Current}; deploy the newer version again");

    public static IEnumerable<string>? With(IEnumerable<string>? select) => select?.Append(Column);
}
