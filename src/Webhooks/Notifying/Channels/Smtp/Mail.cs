using System.Globalization;
using System.Net;
using System.Text;

namespace Webhooks.Notifying.Channels.Smtp;

/// <summary>A message as a mail: plain text, and the same in HTML.</summary>
internal static class Mail
{
    public static byte[] Of(ChannelMessage message, ChannelTarget.Email target, DateTimeOffset now)
    {
        // Base64 holds no '=_', so no part can hold the boundary.
        var boundary = "=_" + NotificationId.Of(message.Id, "boundary");
        var mail = new StringBuilder();
        Header("Date", now.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header("From", MailWords.Of(target.From));
        Header("To", string.Join(",\r\n ", target.To.Select(MailWords.Of)));
        Header("Subject", MailWords.Of(ChannelFacts.Headline(message)));
        Header("Message-ID", $"<{NotificationId.Of(message.Id, "mail")}@{target.From.Host}>");

        // Out-of-office replies to a machine help nobody.
        Header("Auto-Submitted", "auto-generated");
        Header("MIME-Version", "1.0");
        Header("Content-Type", $"multipart/alternative;\r\n boundary=\"{boundary}\"");
        mail.Append("\r\n");
        Part("text/plain", Plain(message));
        Part("text/html", Html(message));
        mail.Append("--").Append(boundary).Append("--\r\n");
        return Encoding.ASCII.GetBytes(mail.ToString());

        void Header(string name, string value) => mail.Append(name).Append(": ").Append(value).Append("\r\n");

        void Part(string type, string text)
        {
            mail.Append("--").Append(boundary).Append("\r\n");
            Header("Content-Type", type + "; charset=utf-8");
            Header("Content-Transfer-Encoding", "base64");
            mail.Append("\r\n");
            foreach (var line in Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).Chunk(76))
            {
                mail.Append(line).Append("\r\n");
            }
        }
    }

    private static string Plain(ChannelMessage message)
    {
        var text = new StringBuilder();
        foreach (var paragraph in Paragraphs(message))
        {
            text.Append(paragraph).Append("\n\n");
        }

        foreach (var (name, value) in ChannelFacts.Of(message))
        {
            text.Append(name).Append(": ").Append(value).Append('\n');
        }

        if (message.Link is { } link)
        {
            text.Append("\nThe event: ").Append(link).Append('\n');
        }

        return text.ToString();
    }

    private static string Html(ChannelMessage message)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><body style=\"font-family:sans-serif\">\n");
        html.Append("<h2>").Append(Escape(ChannelFacts.Headline(message))).Append("</h2>\n");
        foreach (var paragraph in Paragraphs(message))
        {
            html.Append("<p>").Append(Escape(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</p>\n");
        }

        html.Append("<table>\n");
        foreach (var (name, value) in ChannelFacts.Of(message))
        {
            html.Append("<tr><th align=\"left\">").Append(name).Append("</th><td>").Append(Escape(value)).Append("</td></tr>\n");
        }

        html.Append("</table>\n");
        if (message.Link is { } link)
        {
            html.Append("<p><a href=\"").Append(Escape(link)).Append("\">Open the event</a></p>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }

    private static IEnumerable<string> Paragraphs(ChannelMessage message)
    {
        string?[] paragraphs =
        [
            message.What,
            message.Examples.Count == 0 ? null : string.Join('\n', message.Examples.Select(example => "- " + example).Prepend(message.Kind == MessageKind.OverBudget ? "By source and rule:" : "Some of them:")),
            message.Next.Length == 0 ? null : "What to do: " + message.Next,
            message.Note,
        ];
        return paragraphs.Where(paragraph => paragraph?.Length > 0)!;
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
