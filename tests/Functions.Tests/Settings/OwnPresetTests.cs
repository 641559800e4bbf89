using System.Net;
using LocalHost.Settings;

namespace Functions.Tests.Settings;

// A team's own presets, from a folder in the settings to a delivery through the front door.
public sealed class OwnPresetTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [AzuriteFact]
    public async Task A_delivery_of_a_sender_with_a_preset_of_the_team_is_accepted()
    {
        Write("our-shop.json", "X-Shop-Signature");
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), Settings());

        using var answer = await app.PostAsync(Sent(), "shop");
        using var again = await app.PostAsync(Sent(), "shop");

        (answer.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.NoContent));
        (await app.RowsAsync("shop", "e|")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_mistake_in_a_file_stops_the_start()
    {
        Write("our-shop.json", "");

        var stopped = await Should.ThrowAsync<CannotStartException>(() => ReceiverApp.StartAsync("UseDevelopmentStorage=true", Settings(), waitUntilReady: false));

        stopped.Failures.ShouldContain(failure => failure.StartsWith("Presets: our-shop.json: scheme.signatureHeader:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_stops_the_start()
    {
        var stopped = await Should.ThrowAsync<CannotStartException>(() => ReceiverApp.StartAsync("UseDevelopmentStorage=true", new(Settings()) { ["Presets"] = "nowhere" }, waitUntilReady: false));

        stopped.Failures.ShouldContain(failure => failure.StartsWith("Presets: there is no folder 'nowhere'", StringComparison.Ordinal));
    }

    private static SignedDelivery Sent() => From.Hmac(new() { SignatureHeader = "X-Shop-Signature" }, sent => [("X-Shop-Signature", From.Hex(sent.Key, "", sent.Body))]);

    private void Write(string file, string header) => File.WriteAllText(Path.Combine(folder, file), $$$"""
        {
          "title": "Our shop",
          "scheme": { "signatureHeader": "{{{header}}}", "eventId": "json:id" },
          "answer": { "status": 204, "isEmpty": true },
          "facts": { "secret": "", "address": "", "sources": [] },
          "samples": { "default": "order", "bodies": { "order": {} } }
        }
        """);

    private Dictionary<string, string?> Settings() => new()
    {
        ["Presets"] = folder,
        ["Sources__shop__Scheme"] = "our-shop",
        ["Sources__shop__Secrets__0__Value"] = Sent().Secret,
    };
}
