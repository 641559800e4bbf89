using System.Net;

namespace Browser.Tests.Gallery;

/// <summary>Mail as a reader of mail shows it: sender and subject, and its HTML in a frame of its own.</summary>
internal static class MailPage
{
    public static string Of(IEnumerable<ReceivedMail> mails, string theme) => string.Concat(mails.Select(mail =>
        $"<article class=mail><div class=meta>{Html(mail.Field("From"))}</div><h3>{Html(mail.Field("Subject"))}</h3><iframe srcdoc=\"{Html(In(theme, mail.Part("text/html")))}\"></iframe></article>"));

    // The browser is in the dark theme, and a reader of mail in the light one never asks for it.
    private static string In(string theme, string html) => html.Replace("\"light dark\"", $"\"{(theme == "dark" ? "light dark" : "light")}\"", StringComparison.Ordinal);

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
