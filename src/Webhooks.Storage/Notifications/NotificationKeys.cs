using System.Security.Cryptography;
using System.Text;
using Webhooks.Notifying;

namespace Webhooks.Storage.Notifications;

/// <summary>Keys of what notifications remember. Names of sources hold no <c>~</c>, so these partitions of the status table are nobody's.</summary>
internal static class NotificationKeys
{
    public const string Dead = "~notify-dead";
    public const string SubjectPrefix = "f|";
    public const string RulePrefix = "r|";

    public static string Partition(string channel) => "~notify|" + channel;

    public static string Subject(string fingerprint) => SubjectPrefix + Hash(fingerprint);

    public static string Rule(Notification said) => RulePrefix + Hash(said.RuleScope);

    public static string Budget(string? scope) => scope is null ? "b" : "b|" + scope;

    public static string Due(DateTimeOffset due, string key) => $"w|{LedgerKeys.Ticks(due)}|{key.Replace("|", "", StringComparison.Ordinal)}";

    public static string DueBefore(DateTimeOffset moment) => "w|" + LedgerKeys.Ticks(moment.AddTicks(1));

    // The time comes from the notification: a repeat has the same, and what is old is a range.
    public static string Heard(Notification said) => $"s|{LedgerKeys.Ticks(said.At)}|{LedgerId.Encode(said.Id)}";

    public static string HeardBefore(DateTimeOffset moment) => "s|" + LedgerKeys.Ticks(moment);

    public static string Message(string messageId) => "m|" + LedgerId.Encode(messageId);

    public static string DeadLetter(DateTimeOffset at, string id) => LedgerKeys.DeadLetter(at, id);

    // By its own time, so that burying it again changes the row instead of adding one.
    public static string Unheard(Notification said) => DeadLetter(said.At, $"{said.Channel}-{said.Id}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..40];
}
