using System.Net;
using System.Text;
using MimeKit;

namespace Webhooks.Notifying.Channels;

internal static class EmailText
{
    public static MimeMessage Of(ChannelMessage message, ChannelTarget.Email target, DateTimeOffset now)
    {
        var body = new MultipartAlternative(Part("plain", Plain(message, target.TimeZone)), Part("html", Html(message, target.TimeZone)))
        {
            // The same in every attempt. Base64 contains no '=_', so no part can contain the boundary.
            Boundary = "=_" + NotificationId.Of(message.Id, "boundary"),
        };

        // MimeKit keeps a sender's text that looks like an encoded word, and mail readers decode it: a space makes it plain text.
        var subject = Printable.Of(MessageTimes.In(ChannelFacts.MarkedHeadline(message), target.TimeZone), 200).Replace("=?", "= ?", StringComparison.Ordinal);
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

    private static string Plain(ChannelMessage message, TimeZoneInfo zone)
    {
        var text = new StringBuilder();
        foreach (var (lead, paragraph) in Paragraphs(message, zone))
        {
            text.Append(lead).Append(paragraph).Append("\n\n");
        }

        if (message.Command is { } command)
        {
            text.Append("    ").Append(command).Append("\n\n");
        }

        foreach (var (name, value) in Facts(message, zone))
        {
            text.Append(name).Append(": ").Append(value).Append('\n');
        }

        if (message.Link is { } link)
        {
            text.Append('\n').Append(message.LinkText).Append(": ").Append(link).Append('\n');
        }

        if (message.Runbook is { } runbook)
        {
            text.Append("What this means: ").Append(runbook).Append('\n');
        }

        return text.ToString();
    }

    private static string Html(ChannelMessage message, TimeZoneInfo zone)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"></head><body style=\"font-family:sans-serif;max-width:44em\">\n");
        html.Append("<h2 style=\"font-size:1.2em\">").Append(Escape(MessageTimes.In(ChannelFacts.Headline(message), zone))).Append("</h2>\n");
        foreach (var (lead, paragraph) in Paragraphs(message, zone))
        {
            html.Append("<p>").Append(lead.Length > 0 ? $"<b>{Escape(lead)}</b>" : "").Append(Escape(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</p>\n");
        }

        if (message.Command is { } command)
        {
            html.Append("<pre style=\"white-space:pre-wrap;border:1px solid gray;padding:0.5em\">").Append(Escape(command)).Append("</pre>\n");
        }

        html.Append("<table cellpadding=\"3\">\n");
        foreach (var (name, value) in Facts(message, zone))
        {
            html.Append("<tr><th align=\"left\" valign=\"top\">").Append(name).Append("</th><td>").Append(Escape(value)).Append("</td></tr>\n");
        }

        html.Append("</table>\n");
        if (message.Link is { } link)
        {
            html.Append("<p>").Append(Anchor(link, message.LinkText)).Append("</p>\n");
        }

        if (message.Runbook is { } runbook)
        {
            html.Append("<p>").Append(Uri.IsWellFormedUriString(runbook, UriKind.Absolute) ? Anchor(runbook, "What this means, and what to do") : $"What this means: {Escape(runbook)}").Append("</p>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }

    private static string Anchor(string address, string text) => $"<a href=\"{Escape(address)}\">{Escape(text)}</a>";

    private static IEnumerable<(string Name, string Value)> Facts(ChannelMessage message, TimeZoneInfo zone)
    {
        var sender = ChannelFacts.Sender(message) is { } name ? new[] { ("App", name) } : [];
        return [.. sender, .. ChannelFacts.Of(message).Select(fact => (fact.Name, MessageTimes.In(fact.Value, zone)))];
    }

    // What a paragraph is about, and its text.
    private static IEnumerable<(string Lead, string Text)> Paragraphs(ChannelMessage message, TimeZoneInfo zone)
    {
        (string Lead, string Text)[] paragraphs =
        [
            ("", message.What),
            .. message.Causes.Select(ChannelFacts.Of).Select(cause => (cause.Headline, "\n" + cause.Text)),
            (message.Kind == MessageKind.OverBudget ? "By source and rule:" : "Some of them:", string.Concat(message.Examples.Select(example => "\n- " + example))),
            ("What to do: ", message.Next),
            ("", message.Note ?? ""),
        ];
        return paragraphs.Where(paragraph => paragraph.Text.Length > 0).Select(paragraph => (MessageTimes.In(paragraph.Lead, zone), MessageTimes.In(paragraph.Text, zone)));
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
