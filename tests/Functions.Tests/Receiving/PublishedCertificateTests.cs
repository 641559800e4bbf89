using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks.PublishedKeys;

namespace Functions.Tests.Receiving;

// A sender that signs with a certificate, whose address each delivery names: what strangers can make the app fetch, and what it trusts.
public sealed class PublishedCertificateTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>, IDisposable
{
    private static readonly DateTimeOffset Now = SignedDelivery.Noon;
    private readonly PublishedCertificate certificate = new("sns.amazonaws.com", Now.AddDays(-1), Now.AddDays(30));
    private readonly KeyServer server = new();

    public void Dispose()
    {
        certificate.Dispose();
        server.Dispose();
    }

    [AzuriteFact]
    public async Task While_the_certificate_cannot_be_had_the_sender_is_asked_to_send_again_and_then_the_delivery_is_accepted()
    {
        server.Answer = _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        await using var app = await StartAsync();

        using (var answer = await PostAsync(app, Message("m-1")))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        }

        Publish();
        app.Clock.Advance(TimeSpan.FromSeconds(11));
        (await StatusAsync(app, Message("m-1"))).ShouldBe(HttpStatusCode.Accepted);
        (await StatusAsync(app, Message("m-1"))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(app, Message("m-2"))).ShouldBe(HttpStatusCode.Accepted);
        server.Asked.ShouldBe([TopicMessage.Certificate, TopicMessage.Certificate]);
        (await app.RowsAsync("news")).Count(row => row.RowKey.StartsWith('e')).ShouldBe(2);
    }

    [AzuriteFact]
    public async Task Deliveries_that_come_at_once_to_an_app_that_has_just_started_wait_for_one_fetch()
    {
        Publish();
        await using var app = await StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => StatusAsync(app, Message($"m-{number}"))));

        answers.ShouldAllBe(status => status == HttpStatusCode.Accepted);
        server.Asked.Count.ShouldBe(1);
    }

    [AzuriteTheory]
    [InlineData("https://sns.eu-west-1.amazonaws.com.example.com/a.pem")]
    [InlineData("https://example.com/a.pem")]
    [InlineData("http://sns.eu-west-1.amazonaws.com/a.pem")]
    [InlineData("https://169.254.169.254/a.pem")]
    public async Task An_address_that_is_not_the_senders_is_never_asked(string address)
    {
        Publish();
        await using var app = await StartAsync();

        (await StatusAsync(app, Message("m-1", message => message["SigningCertURL"] = address))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(app, Message("m-1", message => message["TopicArn"] = "arn:aws:sns:eu-west-1:666666666666:harbour"))).ShouldBe(HttpStatusCode.Unauthorized);
        server.Asked.ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_certificate_that_has_ended_or_is_somebody_elses_or_nobodys_verifies_nothing()
    {
        using var expired = new PublishedCertificate("sns.amazonaws.com", Now.AddDays(-9), Now.AddSeconds(-1));
        using var strange = new PublishedCertificate("sns.example.com", Now.AddDays(-1), Now.AddDays(1));
        using var selfMade = new PublishedCertificate("sns.amazonaws.com", Now.AddDays(-1), Now.AddDays(1));
        foreach (var (published, trusted) in new[] { (expired, expired), (strange, strange), (selfMade, certificate) })
        {
            server.Answer = _ => KeyServer.Document(published.Pem);
            await using var app = await StartAsync(trusted);

            (await StatusAsync(app, TopicMessage.Of("m-1", Now).SignedBy(published))).ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await app.RowsAsync("news", "e")).ShouldBeEmpty();
        }
    }

    [AzuriteFact]
    public async Task A_redirect_is_not_followed_and_a_document_without_end_is_not_read()
    {
        server.Answer = _ => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new("https://example.com/a.pem") } };
        await using var app = await StartAsync();
        (await StatusAsync(app, Message("m-1"))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        server.Answer = _ => KeyServer.Document(new string(' ', 1024 * 1024) + certificate.Pem);
        app.Clock.Advance(TimeSpan.FromSeconds(11));
        (await StatusAsync(app, Message("m-1"))).ShouldBe(HttpStatusCode.ServiceUnavailable);
        server.Asked.Distinct().ShouldBe([TopicMessage.Certificate]);
    }

    [AzuriteFact]
    public async Task A_flood_of_addresses_makes_few_fetches_and_pushes_out_nothing_that_is_known()
    {
        Publish();
        await using var app = await StartAsync();
        (await StatusAsync(app, Message("m-1"))).ShouldBe(HttpStatusCode.Accepted);

        for (var number = 0; number < 100; number++)
        {
            var name = $"https://sns.eu-west-1.amazonaws.com/forged-{number}.pem";
            (await StatusAsync(app, Message("m-2", message => message["SigningCertURL"] = name))).ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.ServiceUnavailable);
        }

        server.Asked.Count.ShouldBe(8);
        (await StatusAsync(app, Message("m-2"))).ShouldBe(HttpStatusCode.Accepted);
        server.Asked.Count.ShouldBe(8);
    }

    [AzuriteFact]
    public async Task A_certificate_is_fetched_again_before_it_ends_and_used_for_a_day_while_it_cannot_be()
    {
        Publish();
        await using var app = await StartAsync();
        var keys = app.Services.GetRequiredService<KeyCache>();
        (await StatusAsync(app, Message("m-1"))).ShouldBe(HttpStatusCode.Accepted);
        await keys.RefreshAsync(default);
        server.Asked.Count.ShouldBe(1);

        app.Clock.Advance(TimeSpan.FromHours(6));
        await keys.RefreshAsync(default);
        server.Asked.Count.ShouldBe(2);

        server.Answer = _ => null;
        app.Clock.Advance(TimeSpan.FromHours(23));
        await keys.RefreshAsync(default);
        (await StatusAsync(app, TopicMessage.Of("m-2", app.Clock.GetUtcNow()).SignedBy(certificate))).ShouldBe(HttpStatusCode.Accepted);

        app.Clock.Advance(TimeSpan.FromHours(1));
        (await StatusAsync(app, TopicMessage.Of("m-3", app.Clock.GetUtcNow()).SignedBy(certificate))).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [AzuriteFact]
    public async Task A_confirmation_is_logged_for_a_person_to_open_and_leaves_no_event()
    {
        Publish();
        using var log = new FakeLoggerProvider();
        await using var app = await StartAsync(log: log);
        const string address = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=7";

        (await StatusAsync(app, Message("m-1", message => (message["Type"], message["SubscribeURL"], message["Token"]) = ("SubscriptionConfirmation", address, "7")))).ShouldBe(HttpStatusCode.OK);

        log.Collector.GetSnapshot().Count(line => line.Level == LogLevel.Warning && line.Message.EndsWith($"open {address}", StringComparison.Ordinal)).ShouldBe(1);
        (await app.RowsAsync("news")).ShouldBeEmpty();
        server.Asked.ShouldBe([TopicMessage.Certificate]);
    }

    [AzuriteFact]
    public async Task A_certificate_in_the_settings_takes_the_place_of_all_fetching()
    {
        await using var app = await StartAsync(settings: new() { ["Sources__news__Secrets__0__Value"] = certificate.Pem });

        (await StatusAsync(app, Message("m-1"))).ShouldBe(HttpStatusCode.Accepted);
        server.Asked.ShouldBeEmpty();
    }

    private byte[] Message(string id, Action<JsonObject>? change = null)
    {
        var message = TopicMessage.Of(id, Now);
        change?.Invoke(message);
        return message.SignedBy(certificate);
    }

    private void Publish() => server.Answer = address => address == TopicMessage.Certificate ? KeyServer.Document(certificate.Pem) : null;

    private static async Task<HttpStatusCode> StatusAsync(ReceiverApp app, byte[] body)
    {
        using var answer = await PostAsync(app, body);
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> PostAsync(ReceiverApp app, byte[] body) => app.Http.PostAsync("webhooks/news", new ByteArrayContent(body));

    private Task<ReceiverApp> StartAsync(PublishedCertificate? trusted = null, FakeLoggerProvider? log = null, Dictionary<string, string?>? settings = null) => ReceiverApp.StartAsync(
        azurite.NewAccount(),
        new Dictionary<string, string?>(settings ?? []) { ["Sources__news__Scheme"] = "aws-sns", ["Sources__news__TopicArn"] = TopicMessage.Arn },
        overrides: services =>
        {
            server.Instead((trusted ?? certificate).Roots)(services);
            if (log is not null)
            {
                services.AddSingleton<ILoggerProvider>(log);
            }
        });
}
