using System.Globalization;
using System.Text;

namespace Webhooks.Notifying.Channels;

// Unescaped, Slack's control characters &, < and > would let a sender mention everybody.
// https://docs.slack.dev/messaging/formatting-message-text#escaping
internal static class SlackText
{
    private const char Cut = '…';

    // For mrkdwn: times are in the zone of who reads them.
    public static string Of(string text, int longest) =>
        Join(MessageTimes.Split(text).SelectMany(part => part.At is { } at ? [Date(part.Text, at)] : Escaped(part.Text)), longest);

    // Where Slack shows a date as it is written.
    public static string Plain(string text, int longest) => Join(Escaped(text), longest);

    // https://docs.slack.dev/messaging/formatting-message-text#date-formatting
    private static string Date(string text, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"<!date^{at.ToUnixTimeSeconds()}^{{date_short_pretty}} {(MessageTimes.HasSeconds(text) ? "{time_secs}" : "{time}")}|{text}>");

    private static IEnumerable<string> Escaped(string text) => text.EnumerateRunes().Select(rune => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => rune.ToString(),
    });

    // Cuts no escape, no date and no character in half.
    private static string Join(IEnumerable<string> pieces, int longest)
    {
        var escaped = new StringBuilder();
        var lengthBeforeCut = 0;
        foreach (var piece in pieces)
        {
            if (escaped.Length + piece.Length > longest)
            {
                escaped.Length = lengthBeforeCut;
                return escaped.Append(Cut).ToString();
            }

            escaped.Append(piece);
            if (escaped.Length + 1 <= longest)
            {
                lengthBeforeCut = escaped.Length;
            }
        }

        return escaped.ToString();
    }
}
