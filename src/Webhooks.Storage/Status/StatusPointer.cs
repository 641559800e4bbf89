using Azure.Data.Tables;
using Webhooks.Status;

namespace Webhooks.Storage.Status;

/// <summary>
/// Rows <c>x|list|time|kind|id</c> that say when to look at a resource again, by time. A resource that was reported since keeps its row, and the
/// row is moved when it is looked at: reports cost nothing.
/// </summary>
internal static class StatusPointer
{
    /// <summary>By when it was reported, every resource.</summary>
    public const string Reported = "x|r|";

    /// <summary>By when it was reported as gone.</summary>
    public const string Gone = "x|g|";

    /// <summary>By when its state ends.</summary>
    public const string Ending = "x|e|";

    public static DateTimeOffset? TimeOf(string list, StatusRow row) => list switch
    {
        Ending => row.Latest.Ends?.At,
        Gone when !row.Latest.IsGone => null,
        _ => row.LastReported,
    };

    public static TableEntity Of(string list, DateTimeOffset at, StatusRow row) =>
        new(row.Source, $"{list}{LedgerKeys.Ticks(at)}|{LedgerId.Encode(row.Latest.Kind)}|{LedgerId.Encode(row.Latest.Id)}")
        {
            ["Kind"] = row.Latest.Kind,
            ["Id"] = row.Latest.Id,
        };

    /// <summary>The rows that a change of a resource needs.</summary>
    public static IEnumerable<TableEntity> For(StatusRow row, StatusRow? known, bool isListed)
    {
        if (!isListed)
        {
            yield return Of(Reported, row.LastReported, row);
        }

        if (row.Latest.IsGone && known is not { Latest.IsGone: true })
        {
            yield return Of(Gone, row.LastReported, row);
        }

        if (row.Latest.Ends is { } end && known?.Latest.Ends?.At != end.At)
        {
            yield return Of(Ending, end.At, row);
        }
    }
}
