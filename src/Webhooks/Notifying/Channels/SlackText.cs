using System.Text;

namespace Webhooks.Notifying.Channels;

/// <summary>
/// Text for Slack. <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> are its control characters: unescaped, a sender could mention everybody.
/// <see href="https://docs.slack.dev/messaging/formatting-message-text#escaping" />
/// </summary>
internal static class SlackText
{
    private const char Cut = '…';

    /// <summary>The text escaped and cut, so that no escape and no character is cut in half.</summary>
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
