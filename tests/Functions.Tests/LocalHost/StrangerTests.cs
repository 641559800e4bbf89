using System.Net;
using System.Net.Sockets;
using System.Text;
using Functions.Tests.Operating;
using Functions.Tests.Processing;
using Webhooks.Events;

namespace Functions.Tests.LocalHost;

/// <summary>The receiver on a developer's machine, and who may ask it for what.</summary>
public sealed class StrangerTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    private const string Order = """{"who":"mallory","why":"because"}""";

    [AzuriteTheory]
    [InlineData("Host", "evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("X-Forwarded-Host", "laptop.tunnel.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    public async Task A_stranger_reads_nothing_and_redrives_nothing(string header, string value, HttpStatusCode status)
    {
        await using var app = await WithDeadLetterAsync();
        app.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        using var redrive = await app.OrderAsync("redrive/valara", Order);
        using var log = await app.Http.GetAsync(new Uri("operator/log", UriKind.Relative));
        using var page = await app.Http.GetAsync(new Uri("operator", UriKind.Relative));

        new[] { redrive.StatusCode, log.StatusCode, page.StatusCode }.ShouldAllBe(answered => answered == status);
        (await app.RowsAsync("valara", "d|")).Count.ShouldBe(1);
    }

    [AzuriteTheory]
    [InlineData("Host", "laptop.tunnel.example")]
    [InlineData("X-Forwarded-Host", "laptop.tunnel.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_sender_and_a_probe_are_answered_whatever_they_come_through(string header, string value)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount());
        app.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        using var delivery = await app.PostAsync(From.Valara());
        using var health = await app.Http.GetAsync(new Uri("health", UriKind.Relative));
        using var ready = await app.Http.GetAsync(new Uri("health/ready", UriKind.Relative));

        delivery.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("backlog");
    }

    [AzuriteTheory]
    [InlineData("api")]
    [InlineData("")]
    public async Task Whoever_opens_the_root_or_follows_a_link_to_it_sees_the_page(string prefix)
    {
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["AzureFunctionsJobHost__extensions__http__routePrefix"] = prefix }, waitUntilReady: false);
        app.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        app.Http.DefaultRequestHeaders.Add("Sec-Fetch-Dest", "document");

        using var shown = await app.Http.GetAsync(new Uri("/", UriKind.Relative));

        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        shown.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe(prefix.Length == 0 ? "/operator" : $"/{prefix}/operator");
        (await shown.Content.ReadAsStringAsync()).ShouldContain("<!doctype html>", Case.Insensitive);
    }

    [AzuriteTheory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData(null)]
    public async Task What_a_form_of_any_page_can_send_is_no_order(string? mediaType)
    {
        await using var app = await WithDeadLetterAsync();
        using var body = new StringContent(Order);
        body.Headers.ContentType = mediaType is null ? null : new(mediaType);

        foreach (var order in new[] { "redrive/valara", "readmit/valara", "notes/valara", "status/valara/clear" })
        {
            using var answer = await app.Http.PostAsync(new Uri("operator/" + order, UriKind.Relative), body);

            answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
            (await answer.DetailAsync()).ShouldContain("application/json");
        }

        (await app.RowsAsync("valara", "d|")).Count.ShouldBe(1);
    }

    [AzuriteFact]
    public async Task A_body_that_arrives_slowly_and_in_time_is_accepted()
    {
        // 200 bytes a second for longer than the 5 s after which a server with a minimum rate of its own hangs up.
        await using var app = await ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__standard-webhooks__Deadline"] = "00:00:25" });
        var delivery = From.StandardWebhooks().WithBody(new byte[1300]);
        using var connection = new TcpClient();
        await connection.ConnectAsync(app.Http.BaseAddress!.Host, app.Http.BaseAddress.Port);
        await using var stream = connection.GetStream();
        var headers = string.Concat(delivery.Deliver().Headers.SelectMany(header => header.Value, (header, value) => $"{header.Key}: {value}\r\n"));

        await stream.WriteAsync(Encoding.Latin1.GetBytes($"POST /api/webhooks/standard-webhooks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {delivery.Body.Length}\r\n{headers}\r\n"));
        foreach (var part in delivery.Body.Chunk(100))
        {
            await stream.WriteAsync(part);
            await Task.Delay(TimeSpan.FromSeconds(0.5));
        }

        using var answer = new StreamReader(stream);
        (await answer.ReadToEndAsync()).ShouldStartWith("HTTP/1.1 202");
    }

    private async Task<ReceiverApp> WithDeadLetterAsync()
    {
        var app = await ReceiverApp.StartAsync(azurite.NewAccount(), handler: new ScriptedHandler((_, _) => throw new PermanentFailureException("no")));
        await app.ProcessAsync(["evt_1"]);
        return app;
    }
}
