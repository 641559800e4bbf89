using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Webhooks.Rotating;

namespace Webhooks.Storage.Counting;

/// <summary>The row of one secret's use, in a partition of the ledger that belongs to no source's events.</summary>
internal static partial class SecretUseRow
{
    private const string FirstUse = "FirstUse";
    private const string LastUse = "LastUse";
    private const string PerDay = "PerDay";
    private const int MostDays = 30;

    // The row with one day's uses added; row is null when the secret was never used.
    public static TableEntity Add(string source, string fingerprint, TableEntity? row, SecretUse use)
    {
        var before = row is null ? null : Read(row);
        var days = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (day, count) in before?.PerDay ?? new Dictionary<string, long>())
        {
            days[day] = count;
        }

        var today = use.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        days[today] = days.GetValueOrDefault(today) + use.Count;
        foreach (var old in days.Keys.SkipLast(MostDays).ToArray())
        {
            days.Remove(old);
        }

        return new TableEntity(LedgerKeys.SecretUses(source), fingerprint)
        {
            [FirstUse] = before?.FirstUse < use.First ? before.FirstUse : use.First,
            [LastUse] = before?.LastUse > use.Last ? before.LastUse : use.Last,
            [PerDay] = JsonSerializer.Serialize(days, DaysJson.Default.SortedDictionaryStringInt64),
        };
    }

    public static SecretHistory Read(TableEntity row) => new(
        row.RowKey,
        row.GetDateTimeOffset(FirstUse)!.Value,
        row.GetDateTimeOffset(LastUse)!.Value,
        JsonSerializer.Deserialize(row.GetString(PerDay), DaysJson.Default.SortedDictionaryStringInt64)!);

    [JsonSerializable(typeof(SortedDictionary<string, long>))]
    private sealed partial class DaysJson : JsonSerializerContext;
}
