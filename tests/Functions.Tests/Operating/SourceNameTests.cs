using System.Net;
using System.Net.Http.Json;
using Functions.Tests.Notifying;
using Functions.Tests.Processing;

namespace Functions.Tests.Operating;

// Routes ignore case, and so do the names in them.
public sealed class SourceNameTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteTheory]
    [InlineData("ENVLESS")]
    [InlineData("Envless")]
    public async Task A_delivery_may_spell_its_source_in_any_case_and_is_the_same_event(string spelt)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());

        using var first = await app.PostAsync(From.Envless(), spelt);
        using var second = await app.PostAsync(From.Envless(), "envless");

        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.OK));
        (await app.KindsAsync("envless")).ShouldBe("e p");
    }

    [AzuriteFact]
    public async Task An_operator_may_spell_a_source_in_any_case()
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Processing__MaxAttempts"] = "1" }, ScriptedHandler.Failing());
        (await app.PostAsync(From.Valara())).Dispose();
        await app.ProcessAsync();
        (await app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)))).Dispose();
        var id = From.Valara().Id;
        await Eventually.Async(async () => (await app.Http.GetStringAsync("operator/refused?source=valara")).Contains("signature_invalid", StringComparison.Ordinal));

        (await app.Http.GetStringAsync("operator/dead-letters?source=VALARA")).ShouldContain(id);
        (await app.Http.GetStringAsync("operator/page/dead?source=VALARA")).ShouldContain(id);
        (await app.Http.GetStringAsync("operator/log?source=VALARA")).ShouldContain(id);
        (await app.Http.GetStringAsync("operator/page/log?source=VALARA")).ShouldContain(id);
        (await app.Http.GetStringAsync("operator/refused?source=VALARA")).ShouldContain("signature_invalid");
        (await app.Http.GetStringAsync($"operator/events/VALARA?id={id}")).ShouldContain(id);
        (await app.Http.GetStringAsync($"operator/page/event?source=VALARA&id={id}")).ShouldContain(id);
        (await app.Http.GetStringAsync("operator/status?source=VALARA")).ShouldNotContain("no source");
        (await app.Http.GetStringAsync("operator/page/status?source=VALARA")).ShouldContain("valara");
        (await app.Http.GetStringAsync("operator/secrets/VALARA")).ShouldContain("\"source\":\"valara\"");
        var hook = new HookShell(app);
        (await hook.RunAsync("overview", "--source", "VALARA")).ShouldBe(0, hook.Error);
        (await hook.RunAsync("show", id, "--source", "VALARA")).ShouldBe(0, hook.Error);
        (await PostAsync(app, "operator/notes/VALARA", new { event_id = id, note = "seen", who = "ops" })).ShouldContain("seen");
        (await PostAsync(app, "operator/readmit/VALARA", new { who = "ops", why = "test", dry_run = true })).ShouldContain("signature_invalid");
        (await PostAsync(app, "operator/redrive/VALARA", new { event_ids = new[] { id }, who = "ops", why = "test" })).ShouldContain("\"redriven\":1");
    }

    [AzuriteFact]
    public async Task Settings_may_name_a_source_in_any_case()
    {
        await using var endpoint = await ChannelEndpoint.StartAsync();
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new()
        {
            ["Forwarding__crm__Url"] = endpoint.Url,
            ["Forwarding__crm__Secret"] = From.ReferenceSecret,
            ["Forwarding__crm__Sources__0"] = "ENVLESS",
        });
        (await app.PostAsync(From.Envless())).Dispose();

        await app.ProcessAsync();

        endpoint.Received.ShouldHaveSingleItem();
    }

    private static async Task<string> PostAsync(ReceiverApp app, string path, object order)
    {
        using var answer = await app.Http.PostAsJsonAsync(path, order);
        return await answer.Content.ReadAsStringAsync();
    }
}
