using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Moving;

// The old receiver passes deliveries on: old addresses work until senders know the new one.
public sealed class PassingOnTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>
{
    [AzuriteFact]
    public async Task What_the_new_receiver_answers_is_the_answer_and_nothing_is_kept_here()
    {
        await using var move = await Move.StartAsync(azurite.NewAccount(), azurite.NewAccount());
        await move.FinishAsync();

        (await Move.PostAsync(move.Old, From.Valara())).ShouldBe((HttpStatusCode.Accepted, "accepted"));
        (await Move.PostAsync(move.Old, From.Valara())).ShouldBe((HttpStatusCode.Conflict, "replayed"));
        (await Move.PostAsync(move.New, From.Valara().About("evt_2"))).ShouldBe((HttpStatusCode.Accepted, "accepted"));
        (await Move.PostAsync(move.Old, From.Valara().With("X-Webhook-Signature", "sha256=00"))).Status.ShouldBe(HttpStatusCode.Unauthorized);

        (await move.New.ProcessAsync()).ShouldBe(2);
        (await move.Old.RowsAsync("valara")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task Bytes_headers_and_query_arrive_as_they_were_sent()
    {
        await using var other = await OtherAsync(StatusCodes.Status202Accepted);
        await using var app = await StartAsync(other.Address);
        byte[] body = [0, 1, 2, 255, .. "{\"a\":  \"ü\"}"u8];
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/envless?a=%2F&b=c%20d") { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("X-Twice", ["one", "two, three"]);
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");

        using var answer = await app.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var (path, headers, received) = other.Received.ShouldHaveSingleItem();
        path.ShouldBe("/prefix/api/webhooks/envless?a=%2F&b=c%20d");
        received.ShouldBe(body);
        string.Join(", ", headers["X-Twice"].ToArray()).ShouldBe("one, two, three");
        headers.ContentEncoding.ToString().ShouldBe("gzip");
        headers.ContentType.ToString().ShouldBe("application/json; charset=utf-8");
        headers.Host.ToString().ShouldBe(new Uri(other.Address).Authority);
    }

    // 410 and 404 make some senders give up, and a redirect none of them follows.
    [AzuriteTheory]
    [InlineData(301)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_answer_that_is_not_a_receivers_with_the_source_is_503_so_that_the_sender_retries(int status)
    {
        await using var other = await OtherAsync(status);
        await using var app = await StartAsync(other.Address);

        using var answer = await app.PostAsync(From.Envless());

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await app.RowsAsync("envless")).ShouldBeEmpty();
    }

    [AzuriteFact]
    public async Task A_new_receiver_that_cannot_be_reached_is_503()
    {
        await using var app = await StartAsync("http://127.0.0.1:9");

        (await Move.PostAsync(app, From.Envless())).ShouldBe((HttpStatusCode.ServiceUnavailable, "unavailable"));
    }

    [AzuriteFact]
    public async Task Two_receivers_that_name_each_other_do_not_pass_a_delivery_around()
    {
        await using var first = await StartAsync("http://127.0.0.1:9");
        await using var second = await StartAsync(Move.AddressOf(first));

        (await Move.PostAsync(second, From.Envless())).ShouldBe((HttpStatusCode.ServiceUnavailable, "unavailable"));
    }

    [AzuriteFact]
    public async Task A_refused_delivery_of_a_moved_source_is_not_readmitted_here()
    {
        var account = azurite.NewAccount();
        await using (var open = await ReceiverApp.StartAsync(account, new() { ["Sources__valara__Secrets__0__Value"] = "wh_0000000000000000" }))
        {
            (await Move.PostAsync(open, From.Valara())).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await using var app = await ReceiverApp.StartAsync(account, new() { ["Sources__valara__MovedTo"] = "https://hooks-2.example.com" });
        var hook = new HookShell(app);

        (await hook.RunAsync("readmit", "--source", "valara", "--who", "ada@desk", "--why", "secret corrected")).ShouldBe(1);

        hook.Error.ShouldContain("'valara' was moved to https://hooks-2.example.com/");
        (await app.RowsAsync("valara", "e|")).ShouldBeEmpty();
    }

    private Task<ReceiverApp> StartAsync(string movedTo) => ReceiverApp.StartAsync(azurite.NewAccount(), new() { ["Sources__envless__MovedTo"] = movedTo });

    private static async Task<Other> OtherAsync(int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var other = new Other(app);
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = new HeaderDictionary(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value));
            other.Received.Add((Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget)), headers, body.ToArray()));
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "https://elsewhere.example.com/";
        });
        await app.StartAsync();
        return other;
    }

    private sealed class Other(WebApplication app) : IAsyncDisposable
    {
        public string Address => app.Urls.Single() + "/prefix/";

        public List<(string Path, IHeaderDictionary Headers, byte[] Body)> Received { get; } = [];

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
