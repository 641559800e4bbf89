
namespace Browser.Tests;

/// <summary>Makes the pictures of the README, into <c>artifacts/readme</c>; <c>.ci/screenshots</c> puts them into <c>docs/images</c>.</summary>
[Collection(Browser.Collection)]
public sealed class ReadmePictureTests(Browser browser)
{
    private const int MostBytes = 100_000;

    private static readonly Viewport Picture = new(1120, 600, Dark: false);

    // As many deliveries an hour as a small team sees; the same at each run, so that a picture changes only with the page.
    private static readonly int[] PerHour = [2, 1, 1, 2, 3, 5, 6, 4, 5, 7, 6, 4];

    [BrowserFact]
    public async Task The_pictures_of_the_readme_are_small_and_show_half_a_day()
    {
        await using var app = await ReceiverApp.StartAsync(browser.Azurite.NewAccount(), handler: Scene.FailingOnListings());
        await PlayHalfADayAsync(app);
        var folder = Directory.CreateDirectory(RepositoryRoot.Combine("artifacts", "readme")).FullName;

        await using var day = await browser.VisitAsync(app.Http.BaseAddress!, "overview", viewport: Picture);
        await day.This(".source").First.WaitForAsync();
        await PhotographAsync(day, Path.Combine(folder, "overview.png"));

        await using var night = await browser.VisitAsync(app.Http.BaseAddress!, "log?status=DeadLettered", viewport: Picture with { Dark = true });
        await night.This("#rows summary").First.ClickAsync();
        await night.This(".detail .body").WaitForAsync();
        await PhotographAsync(night, Path.Combine(folder, "log.png"));
    }

    private static async Task PlayHalfADayAsync(ReceiverApp app)
    {
        var number = 0;
        foreach (var count in PerHour)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            foreach (var _ in Enumerable.Range(0, count))
            {
                number++;
                var type = number % 9 == 8 ? "listing.created" : "media.delivery.completed";
                var id = $"evt_01JXYZ5T2N8Q4R6V7W9B0C{number:D4}";
                await app.SendAsync(Scene.Now(app, From.Valara()).WithBody(body => (body["event_id"], body["nonce"], body["event_type"]) = (id, "n-" + id, type)) with { Id = id });
                await app.SendAsync(Scene.Now(app, From.Envless()).About($"019e7d98-6b82-7305-ac80-{number:D12}"));
            }

            foreach (var repeat in Enumerable.Range(0, (count / 2) + 1))
            {
                await app.SendAsync(Scene.Now(app, Scene.CameraStatus()));
                await app.SendAsync(From.FastPix().About($"4d22d706-ea36-496b-ab8a-{number + (repeat / 2):D12}"));
            }

            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.ProcessAsync();
        }

        await app.RefuseAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.SendAsync(Scene.Now(app, From.Envless()).About("019e7d98-6b82-7305-ac80-47b0c1d2e3f4"));
        app.Clock.Advance(TimeSpan.FromSeconds(20));
    }

    private static async Task PhotographAsync(Visit visit, string path)
    {
        await visit.This("main:not([aria-busy])").WaitForAsync();
        await visit.Page.Mouse.MoveAsync(0, 0);
        await visit.Page.ScreenshotAsync(new() { Path = path });
        new FileInfo(path).Length.ShouldBeLessThan(MostBytes);
    }
}
