namespace Cli.Tests;

/// <summary>A team's own preset, in the folder beside the settings.</summary>
public sealed class OwnPresetTests : IDisposable
{
    private const string Harbour = """
        {
          "title": "Harbour",
          "scheme": { "signatureHeader": "X-Harbour-Signature", "signedContent": "{timestamp}.{body}", "timestampHeader": "X-Harbour-Time", "eventId": "json:id", "eventType": "json:type" },
          "facts": { "secret": "The port office has it.", "address": "Port office > Webhooks.", "sources": [ "https://harbour.example.com/webhooks" ] },
          "samples": { "default": "crane.stopped", "bodies": { "crane.stopped": { "id": "{{eventId}}", "type": "{{type}}" } } }
        }
        """;

    private readonly Shell shell = new() { Variables = { ["SECRET"] = "a-secret-of-the-harbour-office" } };

    public void Dispose() => shell.Dispose();

    [Theory]
    [InlineData("Presets", "{ \"Values\": {} }")]
    [InlineData("ours", "{ \"Values\": { \"Presets\": \"ours\" } }")]
    public async Task It_is_found_configured_sent_and_checked_as_any_other(string folder, string settings)
    {
        await using var endpoint = await Endpoint.StartAsync();
        shell.File("local.settings.json", settings);
        shell.File($"{folder}/harbour.json", Harbour);

        (await shell.RunAsync("presets", "--search", "crane.stopped")).ShouldBe(0, shell.Error);
        shell.Output.ShouldContain("harbour");
        (await shell.RunAsync("presets", "show", "harbour")).ShouldBe(0, shell.Error);
        shell.Output.ShouldContain("The port office has it.");
        (await shell.RunAsync("new", "cranes", "--preset", "harbour", "--secret", "env:SECRET")).ShouldBe(0, shell.Error);
        (await shell.RunAsync("send", "cranes", "--url", endpoint.Url)).ShouldBe(0, shell.Error);

        var delivery = endpoint.Received.ShouldHaveSingleItem().Delivery;
        var headers = shell.File("captured.txt", string.Concat(delivery.Headers.SelectMany(field => field.Value.Select(value => $"{field.Key}: {value}\n"))));
        (await shell.RunAsync("check", "--scheme", "harbour", "--secret", "env:SECRET", "--headers", headers, "--body", shell.File("body", delivery.Body.ToArray()))).ShouldBe(0, shell.Output + shell.Error);
        shell.Output.ShouldContain("type crane.stopped");
    }

    [Fact]
    public async Task One_that_cannot_be_read_is_named()
    {
        shell.File("local.settings.json", "{ \"Values\": {} }");
        shell.File("Presets/harbour.json", Harbour.Replace("\"title\"", "\"titel\"", StringComparison.Ordinal));

        (await shell.RunAsync("presets")).ShouldBe(2);

        shell.Error.ShouldContain("harbour.json");
        shell.Error.ShouldContain("titel");
    }
}
