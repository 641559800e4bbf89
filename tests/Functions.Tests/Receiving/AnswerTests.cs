using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Webhooks;
using Webhooks.Driver.Handshakes;
using Webhooks.Signatures.Presets;

namespace Functions.Tests.Receiving;

// Some senders count only 200, or insist on an empty answer.
public sealed class AnswerTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteTheory]
    [InlineData("Status=200", 200, "application/json", """{"status":"accepted","event_id":"evt_01JXYZ5T2N8Q4R6V7W9B0C1D2E"}""")]
    [InlineData("Empty=true", 202, null, "")]
    [InlineData("Status=204", 204, null, "")]
    [InlineData("Status=200,Empty=true", 200, null, "")]
    [InlineData("Status=204,ContentType=application/json", 204, "application/json", "")]
    [InlineData("Status=200,Body=[accepted]", 200, "application/json", "[accepted]")]
    [InlineData("Body=OK,ContentType=text/plain", 202, "text/plain", "OK")]
    [InlineData("Status=201", 201, "application/json", """{"status":"accepted","event_id":"evt_01JXYZ5T2N8Q4R6V7W9B0C1D2E"}""")]
    public async Task A_sender_hears_what_its_source_says(string answer, int status, string? type, string body)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), Settings("valara", answer));

        using var accepted = await app.PostAsync(From.Valara());

        ((int)accepted.StatusCode, accepted.Content.Headers.ContentType?.ToString(), await accepted.Content.ReadAsStringAsync()).ShouldBe((status, type, body));
        (await app.KindsAsync("valara")).ShouldBe("e n p");
    }

    [AzuriteFact]
    public async Task A_duplicate_and_a_probe_are_answered_like_an_accepted_delivery()
    {
        var settings = Settings("envless", "Status=200,Body=OK,ContentType=text/plain");
        foreach (var (name, value) in Settings("fastpix", "Status=204"))
        {
            settings[name] = value;
        }

        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), settings);
        await app.PostAsync(From.Envless());

        using var duplicate = await app.PostAsync(From.Envless());
        using var probe = await app.Http.PostAsync("webhooks/fastpix", new StringContent("{}"));

        (duplicate.StatusCode, await duplicate.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.OK, "OK"));
        probe.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [AzuriteTheory]
    [InlineData("Status=200", false)]
    [InlineData("Body=OK", false)]
    [InlineData("Empty=true", true)]
    public async Task A_refusal_keeps_its_status_and_has_no_body_only_where_the_sender_wants_none(string answer, bool isEmpty)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), Settings("valara", answer));
        await app.PostAsync(From.Valara());

        using var wrong = await app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)));
        using var replayed = await app.PostAsync(From.Valara());

        (wrong.StatusCode, replayed.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.Conflict));
        (wrong.Content.Headers.ContentLength, replayed.Content.Headers.ContentLength).ShouldBe(isEmpty ? (0, 0) : (wrong.Content.Headers.ContentLength, replayed.Content.Headers.ContentLength));
        ((await wrong.Content.ReadAsStringAsync()).Length == 0).ShouldBe(isEmpty);
    }

    [AzuriteFact]
    public async Task An_empty_503_still_says_when_to_try_again()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, new(Settings("valara", "Empty=true")) { ["Sources__valara__Deadline"] = "00:00:01" });
        storage.Do(_ => Fault.Answer(HttpStatusCode.ServiceUnavailable));

        using var unavailable = await app.PostAsync(From.Valara());

        (unavailable.StatusCode, unavailable.Headers.RetryAfter?.Delta, await unavailable.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5), ""));
    }

    // https://developer.xero.com/documentation/guides/webhooks/overview/: 200 or 401, and nothing else in the answer.
    [AzuriteFact]
    public async Task Xeros_intent_to_receive_is_answered_200_and_401_with_nothing()
    {
        var xero = Exchanges.Signed.Single(exchange => exchange.Sender == "xero");
        var source = new Source
        {
            Name = "xero",
            Scheme = xero.Made,
            Secrets = xero.Secrets,
            ReplayWindow = TimeSpan.FromMinutes(5),
            Handshakes = xero.Handshakes,
            Answer = new AnswerSettings { Status = 200, IsEmpty = true },
        };
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), overrides: services => services.Replace(ServiceDescriptor.Singleton(new SourceCatalog([source]))));
        var body = xero.Raw("/").Split("\n\n", 2)[1];

        (await PostAsync(app, body, xero.Sign(body, ""))).ShouldBe((200, ""));
        (await PostAsync(app, body, xero.Sign("another", ""))).ShouldBe((401, ""));
        (await PostAsync(app, """{"events":[{"resourceId":"r"}]}""", xero.Sign("""{"events":[{"resourceId":"r"}]}""", ""))).ShouldBe((200, ""));
        (await app.KindsAsync("xero")).ShouldBe("e p");
    }

    private static async Task<(int Status, string Body)> PostAsync(ReceiverApp app, string body, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/xero") { Content = new StringContent(body) };
        request.Headers.Add("x-xero-signature", signature);
        using var answer = await app.Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static Dictionary<string, string?> Settings(string source, string answer) =>
        answer.Split(',').Select(part => part.Split('=', 2)).ToDictionary(part => $"Sources__{source}__Answer__{part[0]}", part => (string?)part[1]);
}
