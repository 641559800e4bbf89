using Webhooks.Senders;

namespace Browser.Tests.Gallery;

/// <summary>
/// Makes pictures of every message that people get, in both themes, into <c>artifacts/gallery</c>: Slack's as its JSON was received, mail as a mail
/// server took it. <c>.ci/gallery</c> puts the small ones into <c>docs/images</c>.
/// </summary>
[Collection(Browser.Collection)]
public sealed class GalleryTests(Browser browser)
{
    private const int MostBytes = 150_000;
    private const int PerPicture = 12;
    private const string Levels = "type=discrete tableValues='.1 .25 .4 .6 .8 1'";
    private const string FewColours =
        $"<svg width=0 height=0 style='position:absolute'><filter id=few color-interpolation-filters=sRGB><feComponentTransfer><feFuncR {Levels}/><feFuncG {Levels}/><feFuncB {Levels}/></feComponentTransfer></filter></svg>";

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
        await File.WriteAllTextAsync(Path.Combine(folder, "slack.json"), string.Join('\n', slack.Posts.Select(post => post.Text)));
        await File.WriteAllTextAsync(Path.Combine(folder, "mail.txt"), string.Join('\n', mails.Select(message => message.Field("Subject") + "\n" + message.Part("text/plain"))));
        foreach (var theme in new[] { "light", "dark" })
        {
            foreach (var (number, threads) in slack.Posts.Where(post => post.Thread is null).Chunk(PerPicture).Index())
            {
                await PhotographAsync($"<main class='{theme} all'>{SlackPage.Of(threads, slack.Posts)}</main>", Path.Combine(folder, $"slack-{theme}-{number + 1}.png"));
            }

            foreach (var (number, some) in mails.Chunk(PerPicture).Index())
            {
                await PhotographAsync($"<main class='{theme} all'>{MailPage.Of(some, theme)}</main>", Path.Combine(folder, $"mail-{theme}-{number + 1}.png"));
            }
        }

        // The few that the documentation shows: a failure that recovered, and a digest.
        const string Failure = "novavms.camera-offline", Cause = "composio_401: ";
        await PhotographSheetAsync(
            Path.Combine(folder, "slack.png"),
            SlackPage.Of(slack.Posts.Where(post => post.Thread is null && post.Text.Contains(Failure, StringComparison.Ordinal)), slack.Posts),
            SlackPage.Of(slack.Posts.Where(post => post.Text.Contains(Cause, StringComparison.Ordinal)).Take(1), slack.Posts));
        await PhotographSheetAsync(
            Path.Combine(folder, "mail.png"),
            MailPage.Of(mails.Where(message => message.Part("text/plain").Contains(Failure, StringComparison.Ordinal)), "light"),
            MailPage.Of(mails.Where(message => message.Part("text/plain").Contains(Cause, StringComparison.Ordinal)).Take(1), "dark"));
    }

    // In both themes, and with few colours: small.
    private async Task PhotographSheetAsync(string path, string light, string dark)
    {
        await PhotographAsync($"<div class=sheet><main class=light>{light}</main><main class=dark>{dark}</main></div>", path);
        new FileInfo(path).Length.ShouldBeLessThan(MostBytes, path);
    }

    private async Task PhotographAsync(string body, string path)
    {
        var page = await browser.PageAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.SetContentAsync($"<!DOCTYPE html><meta charset=utf-8><style>{Style}</style>{FewColours}{body}");
        await page.EvaluateAsync("() => { for (const frame of document.querySelectorAll('iframe')) frame.style.height = frame.contentDocument.documentElement.scrollHeight + 'px'; }");
        await page.Locator("body > *").Last.ScreenshotAsync(new() { Path = path });
        await page.CloseAsync();
    }
}
