using System.Net.Mail;
using System.Text;

namespace Webhooks.Notifying.Channels.Smtp;

/// <summary>
/// Text for the header of a mail. Control characters never get in, so nothing that a sender writes can begin a line; what is not plain
/// ASCII becomes encoded words.
/// <see href="https://www.rfc-editor.org/rfc/rfc2047" />
/// </summary>
internal static class MailWords
{
    // An encoded word has at most 75 characters; "=?utf-8?B?" and "?=" leave room for 60 of Base64, which is 45 bytes.
    private const int BytesPerWord = 45;

    public static string Of(string text)
    {
        var line = Printable.Of(text, 200);
        return line.All(c => c is >= ' ' and <= '~') && !line.Contains("=?", StringComparison.Ordinal)
            ? line
            : string.Join("\r\n ", Words(line));
    }

    public static string Of(MailAddress mailbox) =>
        mailbox.DisplayName.Length == 0 ? $"<{mailbox.Address}>"
        : mailbox.DisplayName.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') ? $"{mailbox.DisplayName} <{mailbox.Address}>"
        : $"{string.Join("\r\n ", Words(Printable.Of(mailbox.DisplayName)))} <{mailbox.Address}>";

    private static IEnumerable<string> Words(string line)
    {
        var bytes = new List<byte>(BytesPerWord);
        foreach (var rune in line.EnumerateRunes())
        {
            var one = Encoding.UTF8.GetBytes(rune.ToString());
            if (bytes.Count + one.Length > BytesPerWord)
            {
                yield return Word(bytes);
                bytes.Clear();
            }

            bytes.AddRange(one);
        }

        yield return Word(bytes);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";
}
