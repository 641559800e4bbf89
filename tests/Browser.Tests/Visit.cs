using System.Collections.Concurrent;

namespace Browser.Tests;

/// <summary>
/// A look at the page. When it ends, the browser must have had nothing to complain of: no error on the console, no violation of the
/// Content-Security-Policy, no request to another host.
/// </summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext profile;
    private readonly ConcurrentQueue<string> complaints = new();

    private Visit(IBrowserContext profile, IPage page) => (this.profile, Page) = (profile, page);

    public IPage Page { get; }

    /// <summary>Complaints with this text are meant, as when a key is asked for.</summary>
    public string? Expected { get; set; }

    public ConcurrentQueue<IRequest> Requests { get; } = new();

    public static async Task<Visit> BeginAsync(IBrowserContext profile, Uri app)
    {
        await profile.Tracing.StartAsync(new() { Screenshots = true, Snapshots = true });
        var visit = new Visit(profile, await profile.NewPageAsync());
        visit.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                visit.complaints.Enqueue(message.Text);
            }
        };
        visit.Page.PageError += (_, error) => visit.complaints.Enqueue(error);
        profile.Request += (_, request) =>
        {
            visit.Requests.Enqueue(request);
            if (new Uri(request.Url).Authority != app.Authority)
            {
                visit.complaints.Enqueue("A request to another host: " + request.Url);
            }
        };
        await profile.AddInitScriptAsync("document.addEventListener('securitypolicyviolation', event => console.error('violates ' + event.violatedDirective))");
        return visit;
    }

    public ILocator This(string selector) => Page.Locator(selector);

    public ILocator Row(string text) => Page.Locator("#rows > li").Filter(new() { HasText = text });

    /// <summary>Another view of the page, as a link to it opens it.</summary>
    public Task GoAsync(string view) => Page.EvaluateAsync("view => { location.hash = '#/' + view; }", view);

    /// <summary>Fills the open dialog in, confirms it and closes it.</summary>
    public async Task OrderAsync(string reason, string go)
    {
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Requested by").FillAsync("ada@desk");
        await dialog.GetByLabel("Reason").FillAsync(reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = go }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
    }

    /// <summary>What is left of complaints that are not meant.</summary>
    public IReadOnlyList<string> Complaints => [.. complaints.Where(complaint => Expected is null || !complaint.Contains(Expected, StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        await profile.Tracing.StopAsync(new() { Path = Traces.Next() });
        await profile.CloseAsync();
        Complaints.ShouldBeEmpty();
    }
}
