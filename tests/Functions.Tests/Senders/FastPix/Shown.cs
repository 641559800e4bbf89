using System.Net;
using System.Text.Json.Nodes;
using Functions.Tests.Operating;

namespace Functions.Tests.Senders.FastPix;

/// <summary>What a person sees of FastPix's events.</summary>
internal static class Shown
{
    public static async Task<JsonNode?> ThingAsync(this ReceiverApp app, string id = Documented.Media) =>
        (await app.AskAsync("status?source=fastpix"))["things"]!.AsArray().SingleOrDefault(thing => (string)thing!["id"]! == id);

    public static async Task<string> DetailAsync(this ReceiverApp app, string name, string id = Documented.Media) =>
        (string?)(await app.ThingAsync(id)).ShouldNotBeNull()["details"]![name] ?? "";

    /// <summary>The board: <c>hook status</c>, and the page.</summary>
    public static async Task<IReadOnlyList<string>> BoardAsync(this ReceiverApp app)
    {
        var hook = new HookShell(app);
        (await hook.RunAsync("status", "--source", "fastpix")).ShouldBe(0, hook.Error);
        return [hook.Output, await PageAsync(app, "status?source=fastpix")];
    }

    /// <summary>An event: <c>hook show</c>, and the page.</summary>
    public static async Task<IReadOnlyList<string>> EventAsync(this ReceiverApp app, string eventId)
    {
        var hook = new HookShell(app);
        (await hook.RunAsync("show", eventId, "--source", "fastpix")).ShouldBe(0, hook.Error);
        return [hook.Output, await PageAsync(app, $"event?source=fastpix&id={eventId}")];
    }

    private static async Task<string> PageAsync(ReceiverApp app, string path) =>
        WebUtility.HtmlDecode(await app.Http.GetStringAsync(new Uri("operator/page/" + path, UriKind.Relative)));
}
