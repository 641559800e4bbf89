using Xunit.Sdk;

namespace Browser.Tests;

/// <summary>One Chromium and one Azurite for the whole run; each test has a profile and a storage account of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Collection = "Browser";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? chromium;

    /// <summary>Why tests in a browser cannot run here, or null.</summary>
    public static string? Missing { get; } = Azurite.Missing
        ?? (Executable is null ? "SKIPPED, NOT PASSED: there is no Chromium on the PATH. On Debian: apt-get install chromium." : null);

    public Azurite Azurite { get; } = new();

    private static string? Executable => Names.Select(Azurite.OnPath).FirstOrDefault(path => path is not null);

    public async Task InitializeAsync()
    {
        // The fixture is made even when each of its tests is skipped.
        if (Missing is not null)
        {
            return;
        }

        await Azurite.StartAsync();
        await Azurite.InstallAsync();
        playwright = await Playwright.CreateAsync();

        // Its sandbox needs more than a container's root has; only our own pages are opened. Letters in grey make small pictures.
        // Names of examples are this machine, as DNS of an attacker can have them.
        string[] args = ["--no-sandbox", "--disable-lcd-text", "--no-proxy-server", "--host-resolver-rules=MAP *.example 127.0.0.1"];
        chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = args });
    }

    /// <summary>Opens the page of an app in a profile that nobody has used.</summary>
    internal async Task<Visit> VisitAsync(Uri app, string view = "", string query = "", Viewport? viewport = null)
    {
        var (width, height, dark) = viewport ?? Viewport.Desktop;
        var profile = await chromium!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var visit = await Visit.BeginAsync(profile, app);
        await visit.Page.GotoAsync($"{app.GetLeftPart(UriPartial.Authority)}/api/operator{query}{(view.Length > 0 ? "#/" + view : "")}");
        return visit;
    }

    /// <summary>A page of whatever site, in a profile that nobody has used.</summary>
    internal Task<IPage> PageAsync() => chromium!.NewPageAsync();

    public async Task DisposeAsync()
    {
        if (chromium is not null)
        {
            await chromium.DisposeAsync();
        }

        playwright?.Dispose();
        Azurite.Stop();
    }
}

[CollectionDefinition(Browser.Collection)]
public sealed class BrowserCollection : ICollectionFixture<Browser>;

[XunitTestCaseDiscoverer("Browser.Tests.TracedFactDiscoverer", "Browser.Tests")]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.Missing;
}

[XunitTestCaseDiscoverer("Browser.Tests.TracedTheoryDiscoverer", "Browser.Tests")]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Browser.Missing;
}
