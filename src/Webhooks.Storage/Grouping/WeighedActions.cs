using Azure.Data.Tables;

namespace Webhooks.Storage.Grouping;

/// <summary>Actions that run as one.</summary>
/// <param name="Bytes">About what they weigh in a request.</param>
internal readonly record struct WeighedActions(IReadOnlyList<TableTransactionAction> Actions, int Bytes)
{
    // Of an action: its part's headers and the names of columns and types.
    private const int Beside = 1024;

    public static WeighedActions Of(IReadOnlyList<TableTransactionAction> actions)
    {
        var bytes = 0;
        for (var at = 0; at < actions.Count; at++)
        {
            bytes += Beside;
            foreach (var (_, value) in (TableEntity)actions[at].Entity)
            {
                // JSON escapes some characters; binary values are Base64.
                bytes += value switch
                {
                    string text => 2 * text.Length,
                    BinaryData binary => binary.ToMemory().Length / 3 * 4,
                    byte[] binary => binary.Length / 3 * 4,
                    _ => 0,
                };
            }
        }

        return new(actions, bytes);
    }
}
