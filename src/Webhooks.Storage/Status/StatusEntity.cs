using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Webhooks.Status;

namespace Webhooks.Storage.Status;

/// <summary>A thing on the status board as a row: <c>s|kind|id</c>, and <c>w|kind|id</c> beside it while something is wrong with it.</summary>
internal static partial class StatusEntity
{
    public const string Things = "s|";
    public const string Wrong = "w|";
    public const string Reported = "Reported";

    private const int LongestText = 1024;

    public static string RowOf(string prefix, string kind, string id) => $"{prefix}{LedgerId.Encode(kind)}|{LedgerId.Encode(id)}";

    public static TableEntity Write(StatusRow row, bool wasUnhealthy)
    {
        var entity = Known(row, wasUnhealthy);
        if (row.Latest.Ends is { } end)
        {
            entity["EndsAt"] = end.At;
            entity["EndState"] = end.State;
            entity["EndSummary"] = Webhooks.Printable.Of(end.Summary, LongestText);
            entity["EndIsGone"] = end.IsGone;
        }

        return entity;
    }

    public static StatusRow Read(TableEntity row) => new()
    {
        Source = row.PartitionKey,
        Latest = new StatusChange(
            row.GetString("Kind"), row.GetString("Id"), row.GetString("State"),
            DateTimeOffset.ParseExact(row.GetString("At"), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), row.GetString("Summary"))
        {
            Rank = row.GetInt32("Rank") ?? 0,
            IsUnhealthy = row.GetBoolean("IsWrong") ?? false,
            Counts = row.GetBoolean("Counts") ?? false,
            IsGone = row.GetBoolean("IsGone") ?? false,
            Ends = row.GetDateTimeOffset("EndsAt") is { } end
                ? new StatusEnd(end, row.GetString("EndState"), row.GetString("EndSummary")) { IsGone = row.GetBoolean("EndIsGone") ?? false }
                : null,
            Details = JsonSerializer.Deserialize(row.GetString("Details"), DetailsJson.Default.DictionaryStringString)!,
        },
        FirstSeen = row.GetDateTimeOffset("FirstSeen")!.Value,
        LastChanged = row.GetDateTimeOffset("LastChanged")!.Value,
        // Rows of versions that did not write it were last written when they were last reported.
        LastReported = row.GetDateTimeOffset(Reported) ?? row.Timestamp ?? row.GetDateTimeOffset("LastChanged")!.Value,
        LastEventId = row.GetString("LastEventId"),
        Count = row.GetInt32("Count") ?? 1,
        Since = row.GetDateTimeOffset("Since") ?? row.GetDateTimeOffset("LastChanged")!.Value,
        Version = row.ETag.ToString(),
    };

    public static bool WasUnhealthy(TableEntity row) => row.GetBoolean("WasWrong") ?? false;

    private static TableEntity Known(StatusRow row, bool wasUnhealthy) => new(row.Source, RowOf(Things, row.Latest.Kind, row.Latest.Id))
    {
        ["Kind"] = row.Latest.Kind,
        ["Id"] = row.Latest.Id,
        ["State"] = row.Latest.State,
        // As text: what decides which of two events is later must come back to the last digit.
        ["At"] = row.Latest.At.ToString("O", CultureInfo.InvariantCulture),
        ["Rank"] = row.Latest.Rank,
        ["Summary"] = Webhooks.Printable.Of(row.Latest.Summary, LongestText),
        ["IsWrong"] = row.Latest.IsUnhealthy,
        ["WasWrong"] = wasUnhealthy,
        ["Counts"] = row.Latest.Counts,
        ["Details"] = JsonSerializer.Serialize(row.Latest.Details.ToDictionary(), DetailsJson.Default.DictionaryStringString),
        ["FirstSeen"] = row.FirstSeen,
        ["LastChanged"] = row.LastChanged,
        ["LastEventId"] = row.LastEventId,
        ["Count"] = row.Count,
        [Reported] = row.LastReported,
        ["IsGone"] = row.Latest.IsGone,
        ["Since"] = row.Since,
    };

    [JsonSerializable(typeof(Dictionary<string, string>))]
    private sealed partial class DetailsJson : JsonSerializerContext;
}
