using Azure.Data.Tables;
using Webhooks.Counting;

namespace Webhooks.Storage.Counting;

/// <summary>Counts as a row. The row of a minute also holds which deltas it has taken, so that one that is handed in again is known.</summary>
internal static class RollupRow
{
    private const string Counted = "Counts";
    private const string Taken = "Taken";
    private const string MergedAt = "MergedAt";

    // A binary property holds 64 KiB: the flushes of some 1,800 instances in one minute. Beyond that the oldest ids are forgotten.
    private const int MostTaken = 64 * 1024 / Delta.IdBytes;

    public static TableEntity Of(string source, string row, Counts counts) => new(source, row) { [Counted] = CountsJson.Write(counts) };

    public static Counts Read(TableEntity row) => CountsJson.Read(row.GetString(Counted));

    public static IEnumerable<string> ReadTaken(TableEntity? minute) =>
        minute?.GetBinary(Taken) is { } ids ? ids.Chunk(Delta.IdBytes).Select(Convert.ToHexStringLower) : [];

    public static void WriteTaken(TableEntity minute, IEnumerable<string> ids, DateTimeOffset mergedAt)
    {
        minute[Taken] = BinaryData.FromBytes(Convert.FromHexString(string.Concat(ids.TakeLast(MostTaken))));
        minute[MergedAt] = mergedAt;
    }

    // Whether a minute, however old, took something of late, and has to remember that.
    public static bool HasTakenSince(TableEntity minute, DateTimeOffset moment) => minute.GetDateTimeOffset(MergedAt) >= moment;
}
