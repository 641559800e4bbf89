using Webhooks.Counting;

namespace Webhooks.Storage.Counting;

/// <summary>
/// Keys of the rollups. Within a source hours come first, then what is handed in, then minutes: one range holds all that an overview
/// needs, and a delta is read before the minute that may have taken it meanwhile.
/// </summary>
internal static class RollupKeys
{
    public const string Hours = "h|";
    public const string Deltas = "i|";
    public const string Minutes = "m|";

    // '}' comes right after '|': behind every row of that kind.
    public const string EndOfMinutes = "m}";

    public static string Hour(DateTimeOffset at) => Hours + LedgerKeys.Ticks(new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero));

    public static string Minute(DateTimeOffset at) => Minutes + LedgerKeys.Ticks(at);

    public static string Of(Delta delta) => $"{Deltas}{LedgerKeys.Ticks(delta.Minute)}|{delta.Id}";

    public static string DeltasBefore(DateTimeOffset minute) => Deltas + LedgerKeys.Ticks(minute);

    public static DateTimeOffset TimeOf(string row) => LedgerKeys.DueOf(row);

    public static string IdOf(string delta) => delta[(delta.LastIndexOf('|') + 1)..];
}
