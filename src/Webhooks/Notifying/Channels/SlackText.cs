using System.Text;

namespace Webhooks.Notifying.Channels;

// Unescaped, Slack's control characters &, < and > would let a sender mention everybody.
// https://docs.slack.dev/messaging/formatting-message-text#escaping
internal static class SlackText
{
    private const char Cut = '…';

    // Cuts no escape and no character in half.
    public static string Of(string text, int longest)
    {
        var escaped = new StringBuilder();
        var lengthBeforeCut = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var piece = rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => rune.ToString(),
            };
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
