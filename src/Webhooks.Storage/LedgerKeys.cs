using System.Globalization;
using Webhooks.Events;
using Webhooks.Searching;

namespace Webhooks.Storage;

/// <summary>Every key of the ledger, made in one place. Times in keys have 19 digits, so that their text sorts as they do.</summary>
internal static class LedgerKeys
{
    // Source names hold no such character, so these partitions are nobody's.
    public const string Registry = "~partitions";
    public const string RefusedSignatures = "~signatures";
    public const string Unreadable = "~unreadable";
    public const string Handlers = "~handlers";
    public const string RawReads = "~raw-reads";

    public static string SecretUses(string source) => "~secrets|" + source;

    public static string Partition(EventKey key) => Partition(key.Source, key.Shard);

    public static string Partition(LedgerPartition partition) => Partition(partition.Source, partition.Shard);

    public static string Partition(string source, int? shard) =>
        shard is null ? source : string.Create(CultureInfo.InvariantCulture, $"{source}|{shard:D2}");

    public static LedgerPartition ReadPartition(string text)
    {
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        return bar < 0 ? new(text, null) : new(text[..bar], int.Parse(text[(bar + 1)..], CultureInfo.InvariantCulture));
    }

    public static string Nonce(string nonce) => "n|" + LedgerId.Encode(nonce);

    public static string NonceExpiry(DateTimeOffset expiresAt, string nonce) => $"x|{Ticks(expiresAt)}|{LedgerId.Encode(nonce)}";

    public static string Event(string eventId) => "e|" + LedgerId.Encode(eventId);

    public static string Pending(DateTimeOffset due, string eventId) =>
        string.Create(CultureInfo.InvariantCulture, $"p|{due.UtcTicks:D19}|{LedgerId.Encode(eventId)}");

    public static DateTimeOffset DueOf(string pendingRow) => new(long.Parse(pendingRow.AsSpan(2, 19), CultureInfo.InvariantCulture), TimeSpan.Zero);

    public static string Timeline(DateTimeOffset receivedAt, string eventId) =>
        string.Create(CultureInfo.InvariantCulture, $"t|{DateTimeOffset.MaxValue.UtcTicks - receivedAt.UtcTicks:D19}|{LedgerId.Encode(eventId)}");

    public static DateTimeOffset ReceivedOf(string timelineRow) =>
        new(DateTimeOffset.MaxValue.UtcTicks - long.Parse(timelineRow.AsSpan(2, 19), CultureInfo.InvariantCulture), TimeSpan.Zero);

    public static string DeadLetter(DateTimeOffset at, string eventId) => $"d|{ReverseTicks(at)}|{LedgerId.Encode(eventId)}";

    public static string Refused(DateTimeOffset receivedAt, string id) => $"r|{ReverseTicks(receivedAt)}|{LedgerId.Encode(id)}";

    // In all, a key has at most 512 characters.
    public static string IndexName(string value) => LedgerId.Encode(SearchId.Normal(value), longest: 80);

    public static string Ticks(DateTimeOffset moment) => moment.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    public static string ReverseTicks(DateTimeOffset moment) =>
        (DateTimeOffset.MaxValue.UtcTicks - moment.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
