using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Webhooks;
using Webhooks.Counting;
using Webhooks.Driver.Handshakes;
using Webhooks.Rotating;
using Webhooks.Signatures.Presets;

namespace Functions.Tests.Receiving;

// What senders ask before they send events, as raw HTTP through the front door.
public sealed class HandshakeTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task Every_documented_handshake_is_answered_and_leaves_no_trace_in_storage()
    {
        var account = azurite.NewAccount();
        using var log = new FakeLoggerProvider();
        await using var app = await StartAsync(account, log);

        foreach (var exchange in Exchanges.All)
        {
            (await AskAsync(app, exchange)).ShouldBe(Expected(exchange), exchange.ToString());
        }

        var lines = log.Collector.GetSnapshot().Where(line => line.Message.EndsWith(": handshake answered.", StringComparison.Ordinal)).Select(line => line.Message);
        lines.ShouldBe(Exchanges.All.Select(exchange => $"{exchange.Sender}: handshake answered."));
        Exchanges.All.Sum(exchange => Counted(app, exchange.Sender)).ShouldBe(Exchanges.All.Count);
        foreach (var exchange in Exchanges.All)
        {
            (await app.RowsAsync(exchange.Sender)).ShouldBeEmpty(exchange.Sender);
        }

        (await app.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount.ShouldBe(0);
    }

    [AzuriteFact]
    public async Task Handshakes_are_answered_while_storage_is_away_and_deliveries_are_not()
    {
        await using var storage = await FaultyStorage.BeforeAsync(azurite.NewAccount());
        storage.Do(_ => Fault.Answer(HttpStatusCode.ServiceUnavailable));
        await using var app = await StartAsync(storage.ConnectionString, waitUntilReady: false);

        foreach (var exchange in Exchanges.All)
        {
            (await AskAsync(app, exchange)).ShouldBe(Expected(exchange), exchange.ToString());
        }

        (await AskAsync(app, Exchanges.Slack with { Request = Exchanges.Slack.Request.Replace("url_verification", "event_callback", StringComparison.Ordinal) })).ShouldStartWith("503");
    }

    [AzuriteFact]
    public async Task An_answer_may_be_neither_cached_nor_sniffed()
    {
        await using var app = await StartAsync(azurite.NewAccount());

        using var answer = await app.Http.GetAsync("webhooks/dropbox?challenge=abc");

        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain");
    }

    [AzuriteTheory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_sender_that_only_looks_for_200_hears_what_everybody_does_and_is_counted(string method)
    {
        var looking = Exchanges.Dropbox with { Handshake = $$"""{"method":"{{method}}"}""" };
        await using var app = await StartAsync(azurite.NewAccount(), change: source => source.Name == "dropbox" ? source with { Handshakes = looking.Handshakes } : source);

        using var answer = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "webhooks/dropbox"));
        using var usual = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "webhooks/nobody"));

        (answer.StatusCode, await answer.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.OK, await usual.Content.ReadAsStringAsync()));
        answer.Content.Headers.ToString().ShouldBe(usual.Content.Headers.ToString());
        Counted(app, "dropbox").ShouldBe(1);
    }

    [AzuriteTheory]
    [InlineData("dropbox?challenge=%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("dropbox?challenge=a%0d%0aSet-Cookie:%20a=b")]
    [InlineData("dropbox?challenge=caf%C3%A9")]
    [InlineData("meta?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=wrong")]
    [InlineData("meta?hub.mode=subscribe&hub.challenge=1158201444")]
    [InlineData("x?crc_token=%7B%22for_user_id%22:%221%22%7D")]
    // The form of a handshake, at a source whose sender has none.
    [InlineData("github?challenge=abc")]
    [InlineData("valara?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=meaty%20hamster")]
    [InlineData("nobody?challenge=abc")]
    [InlineData("dropbox")]
    public async Task Whatever_is_no_handshake_reads_what_everybody_reads(string path)
    {
        await using var app = await StartAsync(azurite.NewAccount());

        (await app.Http.GetStringAsync("webhooks/" + path)).ShouldStartWith("This address receives webhooks.");
        using var options = await app.Http.SendAsync(new HttpRequestMessage(HttpMethod.Options, "webhooks/" + path));
        options.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        options.Headers.Concat(options.Content.Headers).Select(header => header.Key).ShouldNotContain(name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [AzuriteFact]
    public async Task A_challenge_of_1025_characters_is_not_echoed_and_one_of_1024_is()
    {
        await using var app = await StartAsync(azurite.NewAccount());

        (await app.Http.GetStringAsync("webhooks/dropbox?challenge=" + new string('a', 1025))).ShouldStartWith("This address");
        (await app.Http.GetStringAsync("webhooks/dropbox?challenge=" + new string('a', 1024))).ShouldBe(new string('a', 1024));
    }

    [AzuriteFact]
    public async Task A_signed_handshake_with_a_wrong_signature_is_refused_like_any_delivery()
    {
        await using var app = await StartAsync(azurite.NewAccount());

        foreach (var exchange in Exchanges.Signed)
        {
            var answer = await AskAsync(app, exchange with { Sign = (_, _) => new string('A', exchange.Sign("", "0").Length) });

            answer.ShouldStartWith("401", customMessage: exchange.ToString());
            answer.ShouldNotContain(exchange.Response.Split("\n\n")[1] is { Length: > 2 } body ? body.Trim() : "challenge");
        }
    }

    [AzuriteFact]
    public async Task The_form_of_a_handshake_at_a_source_whose_sender_has_none_is_a_delivery()
    {
        await using var app = await StartAsync(azurite.NewAccount());

        foreach (var exchange in Exchanges.All.Where(exchange => exchange.Request.StartsWith("POST", StringComparison.Ordinal)))
        {
            (await AskAsync(app, exchange, "github")).ShouldStartWith("401", customMessage: exchange.ToString());
        }
    }

    [AzuriteFact]
    public async Task A_delivery_to_a_source_with_handshakes_is_accepted()
    {
        await using var app = await StartAsync(azurite.NewAccount());

        var answer = await AskAsync(app, Exchanges.Slack with { Request = Exchanges.Slack.Request.Replace("url_verification", "event_callback", StringComparison.Ordinal) });

        answer.ShouldStartWith("202");
        (await app.KindsAsync("slack")).ShouldBe("e p");
    }

    [AzuriteFact]
    public async Task Why_a_handshake_was_not_answered_is_in_the_log_without_what_the_caller_sent()
    {
        using var log = new FakeLoggerProvider();
        await using var app = await StartAsync(azurite.NewAccount(), log);

        for (var call = 0; call < 40; call++)
        {
            await app.Http.GetStringAsync("webhooks/meta?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=a-wrong-token");
        }

        var lines = log.Collector.GetSnapshot().Where(line => line.Message.StartsWith("meta: a handshake", StringComparison.Ordinal)).ToArray();
        lines.Length.ShouldBe(30);
        lines.ShouldAllBe(line => line.Level == LogLevel.Warning && line.Message == "meta: a handshake was not answered: its token is not the source's VerifyToken.");
        log.Collector.GetSnapshot().ShouldAllBe(line => !line.Message.Contains("a-wrong-token", StringComparison.Ordinal) && !line.Message.Contains("meaty", StringComparison.Ordinal));
        Counted(app, "meta").ShouldBe(0);
    }

    // Discord and Xero sign wrongly on purpose: with nothing said of the right ones, the secret would look broken.
    [AzuriteFact]
    public async Task A_signed_handshake_shows_that_the_secret_is_right()
    {
        await using var app = await StartAsync(azurite.NewAccount());

        await AskAsync(app, Exchanges.Slack);
        await AskAsync(app, Exchanges.Dropbox);
        await app.Services.GetRequiredService<SecretUses>().FlushAsync(CancellationToken.None);

        var uses = app.Services.GetRequiredService<ISecretUseLedger>();
        (await uses.ReadAsync("slack", CancellationToken.None)).Select(use => use.LastUse).ShouldBe([SignedDelivery.Noon]);
        (await uses.ReadAsync("dropbox", CancellationToken.None)).ShouldBeEmpty();
    }

    [AzuriteTheory]
    [InlineData(null, false)]
    [InlineData(NewSecret.Answer, false)]
    [InlineData(NewSecret.Log, true)]
    public async Task A_secret_that_a_caller_introduces_is_logged_only_where_the_source_says_so(NewSecret? wanted, bool isLogged)
    {
        using var log = new FakeLoggerProvider();
        await using var app = await StartAsync(azurite.NewAccount(), log, change: source => source with { NewSecret = wanted });

        foreach (var exchange in Exchanges.All.Where(exchange => exchange.Secret is null))
        {
            (await AskAsync(app, exchange)).ShouldBe(Expected(exchange));
        }

        var lines = log.Collector.GetSnapshot().Select(line => line.Message).ToArray();
        lines.Any(line => line.Contains("secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl", StringComparison.Ordinal)).ShouldBe(isLogged);
        lines.Any(line => line.Contains("b537207f20cbfa02357cf448134da559", StringComparison.Ordinal)).ShouldBe(isLogged);
    }

    private static async Task<ReceiverApp> StartAsync(string account, ILoggerProvider? log = null, bool waitUntilReady = true, Func<Source, Source>? change = null)
    {
        var github = new Source { Name = "github", Scheme = SchemeNamed.Find("github"), Secrets = Exchanges.Dropbox.Secrets, ReplayWindow = TimeSpan.FromMinutes(5) };
        var valara = github with { Name = "valara", Scheme = SchemeNamed.Find("valara"), Secrets = [From.Valara().Read()] };
        Source[] sources = [github, valara, .. Exchanges.All.Select(Of).Select(change ?? (source => source))];
        return await ReceiverApp.StartAsync(account, waitUntilReady: waitUntilReady, overrides: services =>
        {
            services.Replace(ServiceDescriptor.Singleton(new SourceCatalog(sources)));
            if (log is not null)
            {
                services.AddSingleton(log);
            }
        });
    }

    private static Source Of(Exchange exchange) => new()
    {
        Name = exchange.Sender,
        Scheme = exchange.Made,
        Secrets = exchange.Secrets,
        ReplayWindow = TimeSpan.FromMinutes(5),
        Deadline = TimeSpan.FromSeconds(2),
        Handshakes = exchange.Handshakes,
        VerifyToken = exchange.VerifyToken,
    };

    // Status, content type, further headers of the sender's, and the body.
    private static async Task<string> AskAsync(ReceiverApp app, Exchange exchange, string? source = null)
    {
        var raw = exchange.Raw($"/api/webhooks/{source ?? exchange.Sender}").Split("\n\n", 2);
        var body = raw.ElementAtOrDefault(1) ?? "";
        var head = raw[0].Replace("Host: receiver.example.com", "Host: localhost", StringComparison.Ordinal).ReplaceLineEndings("\r\n");
        var length = head.StartsWith("POST", StringComparison.Ordinal) ? $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n" : "";
        await using var request = await RawRequest.BeginAsync(app.Http.BaseAddress!, Encoding.UTF8.GetBytes($"{head}\r\nConnection: close\r\n{length}\r\n{body}"));

        var answer = (await request.AnswerAsync()).ReplaceLineEndings("\n").Split("\n\n", 2);
        var lines = answer[0].Split('\n');
        string[] ours = ["Content-Length", "Connection", "Date", "Server", "Cache-Control", "X-Content-Type-Options"];
        return string.Join('\n', [lines[0].Split(' ')[1], .. lines.Skip(1).Where(line => !ours.Contains(line.Split(':')[0])).OrderBy(line => !line.StartsWith("Content-Type", StringComparison.Ordinal)).ThenBy(line => line, StringComparer.Ordinal), "", answer[1]]);
    }

    private static string Expected(Exchange exchange) => exchange.Response.ReplaceLineEndings("\n");

    private static long Counted(ReceiverApp app, string source)
    {
        var counters = app.Services.GetRequiredService<DeliveryCounters>().Sources.SingleOrDefault(one => one.Key == source).Value;
        counters?.Close();
        return counters?.Send(app.Clock.GetUtcNow())?.Counts.Handshakes ?? 0;
    }
}
