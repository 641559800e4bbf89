using System.Net;

namespace Functions.Tests.Receiving;

// Where deliveries carry the secret itself, nobody is shown it and no event keeps it.
public sealed class SentSecretTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string Secret = "a-token-of-the-laboratory-0042";
    private const string Other = "another-token-of-the-sender-0043";

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Sources__lab__Scheme"] = "hmac",
        ["Sources__lab__Secrets__0__Value"] = Secret,
        ["Sources__lab__Hmac__Algorithm"] = "Token",
        ["Sources__lab__Hmac__AllowWeak"] = "true",
        ["Sources__lab__Hmac__SignatureHeader"] = "X-Lab-Signature",
    };

    [AzuriteFact]
    public async Task An_event_does_not_keep_it()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), Settings, ScriptedHandler.Succeeding);

        (await PostAsync(app, Secret)).ShouldBe(HttpStatusCode.Accepted);

        var row = (await app.RowsAsync("lab", "e|")).ShouldHaveSingleItem();
        row.Select(column => column.Value).OfType<string>().ShouldAllBe(value => !value.Contains(Secret, StringComparison.Ordinal));
    }

    [AzuriteFact]
    public async Task A_refused_one_is_kept_to_be_readmitted_and_shown_without_it()
    {
        var account = azurite.NewAccount();
        ManualClock clock;
        await using (var refusing = await ReceiverApp.StartAsync(account, Settings))
        {
            clock = refusing.Clock;
            (await PostAsync(refusing, Other)).ShouldBe(HttpStatusCode.Unauthorized);
        }

        await using var app = await ReceiverApp.StartAsync(account, new(Settings) { ["Sources__lab__Secrets__0__Value"] = Other }, ScriptedHandler.Succeeding, clock: clock);
        var hook = new HookShell(app);

        (await hook.RunAsync("refused", "--source", "lab", "--json")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("X-Lab-Signature");
        hook.Output.ShouldNotContain(Other);
        (await hook.RunAsync("readmit", "--source", "lab")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("1 readmitted.");
    }

    // Of the rest of an address, nobody knows what it says.
    [AzuriteFact]
    public async Task One_in_the_query_is_kept_and_nothing_else_of_the_query()
    {
        var account = azurite.NewAccount();
        var settings = Settings.Where(setting => !setting.Key.EndsWith("SignatureHeader", StringComparison.Ordinal)).ToDictionary();
        settings["Sources__lab__Hmac__SignatureAt"] = "query:key";
        ManualClock clock;
        await using (var refusing = await ReceiverApp.StartAsync(account, settings))
        {
            clock = refusing.Clock;
            (await PostAsync(refusing, "none", $"?visitor=private&key={Other}&KEY=private")).ShouldBe(HttpStatusCode.Unauthorized);
        }

        await using var app = await ReceiverApp.StartAsync(account, new(settings) { ["Sources__lab__Secrets__0__Value"] = Other }, ScriptedHandler.Succeeding, clock: clock);
        var hook = new HookShell(app);
        var row = (await app.RowsAsync("lab", "r|")).ShouldHaveSingleItem();

        row.Select(column => column.Value).OfType<string>().ShouldAllBe(value => !value.Contains("private", StringComparison.Ordinal));
        (await hook.RunAsync("refused", "--source", "lab", "--json")).ShouldBe(0, hook.Error);
        hook.Output.ShouldNotContain(Other);
        (await hook.RunAsync("readmit", "--source", "lab")).ShouldBe(0, hook.Error);
        hook.Output.ShouldContain("1 readmitted.");
    }

    private static async Task<HttpStatusCode> PostAsync(ReceiverApp app, string token, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/lab" + query) { Content = new StringContent("""{"id":"e-1"}"""), Headers = { { "X-Lab-Signature", token } } };
        using var answer = await app.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
