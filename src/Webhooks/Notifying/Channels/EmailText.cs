using System.Net;
using System.Text;
using MimeKit;

namespace Webhooks.Notifying.Channels;

internal static class EmailText
{
    public static MimeMessage Of(ChannelMessage message, ChannelTarget.Email target, DateTimeOffset now)
    {
        var body = new MultipartAlternative(Part("plain", Plain(message)), Part("html", Html(message)))
        {
            // The same in every attempt. Base64 contains no '=_', so no part can contain the boundary.
            Boundary = "=_" + NotificationId.Of(message.Id, "boundary"),
        };

        // MimeKit keeps a sender's text that looks like an encoded word, and mail readers decode it: a space makes it plain text.
        var subject = Printable.Of(ChannelFacts.Headline(message), 200).Replace("=?", "= ?", StringComparison.Ordinal);
        var mail = new MimeMessage([(MailboxAddress)target.From], target.To.Select(recipient => (MailboxAddress)recipient), subject, body)
        {
            Date = now.ToUniversalTime(),
            MessageId = $"{NotificationId.Of(message.Id, "mail")}@{target.From.Host}",
        };

        // Prevents out-of-office replies.
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;

        static TextPart Part(string subtype, string text) => new(subtype) { Text = text, ContentTransferEncoding = ContentEncoding.Base64 };
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
            .. message.Causes.Select(ChannelFacts.Of).Select(cause => $"{cause.Headline}\n{cause.Text}"),
            message.Examples.Count == 0 ? null : string.Join('\n', message.Examples.Select(example => "- " + example).Prepend(message.Kind == MessageKind.OverBudget ? "By source and rule:" : "Some of them:")),
            message.Next.Length == 0 ? null : "What to do: " + message.Next,
            message.Note,
        ];
        return paragraphs.Where(paragraph => paragraph?.Length > 0)!;
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
