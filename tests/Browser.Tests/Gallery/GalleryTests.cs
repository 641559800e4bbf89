using System.Net;
using System.Text;
using Webhooks.Senders;

namespace Browser.Tests.Gallery;

/// <summary>
/// Makes pictures of every message that people get, in both themes, into <c>artifacts/gallery</c>: Slack's as its JSON was received, mail as a mail
/// server took it. <c>.ci/gallery</c> puts the small ones into <c>docs/images</c>.
/// </summary>
[Collection(Browser.Collection)]
public sealed class GalleryTests(Browser browser)
{
    private const int MostBytes = 200_000;

    private static readonly string Style = File.ReadAllText(RepositoryRoot.Combine("tests", "Browser.Tests", "Gallery", "gallery.css"));

    [BrowserFact]
    public async Task Every_rule_has_a_message_and_every_message_a_picture()
    {
        await using var slack = await SlackWorkspace.StartAsync();
        using var mail = await MailServer.StartAsync(Webhooks.Notifying.MailSecurity.None);

        await new GalleryScenes(browser.Azurite, slack, mail).PlayAsync();

        var mails = mail.Received.ToList();
        foreach (var rule in NotificationRules.All)
        {
            slack.Posts.ShouldContain(post => post.Text.Contains(rule.Name, StringComparison.Ordinal), rule.Name);
            mails.ShouldContain(message => message.Part("text/plain").Contains(rule.Name, StringComparison.Ordinal), rule.Name);
        }

        var folder = Directory.CreateDirectory(RepositoryRoot.Combine("artifacts", "gallery")).FullName;
        foreach (var theme in new[] { "light", "dark" })
        {
            await PhotographAsync($"<main class='{theme} all'>{SlackPage.Of(slack.Posts)}</main>", Path.Combine(folder, $"slack-{theme}.png"));
            await PhotographAsync($"<main class='{theme} all'>{Mails(mails)}</main>", Path.Combine(folder, $"mail-{theme}.png"));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "slack.json"), string.Join('\n', slack.Posts.Select(post => post.Text)));
        await File.WriteAllTextAsync(Path.Combine(folder, "mail.txt"), string.Join('\n', mails.Select(message => message.Field("Subject") + "\n" + message.Part("text/plain"))));

        // The few that the documentation shows: a failure that recovered in its thread, a digest, and what is critical.
        var (threads, others) = (Threads(slack.Posts, "camera-offline"), Posts(slack.Posts, "Critical: "));
        var digest = slack.Posts.Where(post => post.Text.Contains("composio_401: ", StringComparison.Ordinal)).Take(1).ToList();
        await PhotographAsync($"<div class=two><main class=light>{SlackPage.Of(threads)}</main><main class=dark>{SlackPage.Of([.. others, .. digest])}</main></div>", Path.Combine(folder, "sheet-slack.png"));
        var shown = mails.Where(message => message.Part("text/plain").Contains("camera-offline", StringComparison.Ordinal)).ToList();
        var folded = mails.Where(message => message.Part("text/plain").Contains("composio_401: ", StringComparison.Ordinal)).Take(1).ToList();
        await PhotographAsync($"<div class=two><main class=light>{Mails(shown)}</main><main class=dark>{Mails(folded)}</main></div>", Path.Combine(folder, "sheet-mail.png"));
        foreach (var sheet in Directory.EnumerateFiles(folder, "sheet-*.png"))
        {
            new FileInfo(sheet).Length.ShouldBeLessThan(MostBytes, sheet);
        }
    }

    private static IReadOnlyList<SlackPost> Posts(IEnumerable<SlackPost> posts, string headline) => [.. posts.Where(post => post.Thread is null && post.Headline.StartsWith(headline, StringComparison.Ordinal)).Take(1)];

    private static IReadOnlyList<SlackPost> Threads(IReadOnlyList<SlackPost> posts, string rule)
    {
        var first = posts.First(post => post.Thread is null && post.Text.Contains(rule, StringComparison.Ordinal));
        return [first, .. posts.Where(post => post.Thread == first.Ts)];
    }

    private static string Mails(IEnumerable<ReceivedMail> mails)
    {
        var html = new StringBuilder();
        foreach (var mail in mails)
        {
            html.Append($"<article class=mail><div class=meta>{WebUtility.HtmlEncode(mail.Field("From"))}</div><h3>{WebUtility.HtmlEncode(mail.Field("Subject"))}</h3><iframe srcdoc=\"{WebUtility.HtmlEncode(mail.Part("text/html"))}\"></iframe></article>");
        }

        return html.ToString();
    }

    private async Task PhotographAsync(string body, string path)
    {
        var page = await browser.PageAsync();
        await page.SetContentAsync($"<!DOCTYPE html><meta charset=utf-8><style>{Style}</style>{body}");
        await page.EvaluateAsync("() => { for (const frame of document.querySelectorAll('iframe')) frame.style.height = frame.contentDocument.documentElement.scrollHeight + 'px'; }");
        await page.Locator("body > *").Last.ScreenshotAsync(new() { Path = path });
        await page.CloseAsync();
    }
}
