using Azure.Data.Tables;

namespace Webhooks.Storage.Grouping;

/// <summary>About what actions weigh in a request, in bytes.</summary>
internal static class ActionWeight
{
    // Of an action: its part's headers and the names of columns and types.
    private const int Beside = 1024;

    public static int Of(IReadOnlyList<TableTransactionAction> actions)
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

        return bytes;
    }
}
