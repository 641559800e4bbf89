using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Presets;

namespace Cli.Tests;

public sealed class HandshakeSendTests : IAsyncLifetime, IDisposable
{
    private const string Token = "the+token&that=was entered";

    private readonly Shell shell = new();
    private Endpoint endpoint = null!;

    public static TheoryData<string> Presets => [.. SchemeCatalog.Names.Where(name => SchemeCatalog.FindPreset(name)?.Handshakes.Count > 0)];

    public async Task InitializeAsync() => endpoint = await Endpoint.StartAsync();

    public async Task DisposeAsync() => await endpoint.DisposeAsync();

    public void Dispose() => shell.Dispose();

    [Theory]
    [MemberData(nameof(Presets))]
    public async Task Every_handshake_of_a_preset_is_asked_as_its_sender_asks_it(string preset)
    {
        var asked = Configure(preset);
        endpoint.Answer = Answer(preset);

        (await SendAsync()).ShouldBe(0, shell.Output + shell.Error);

        endpoint.Received.Count.ShouldBe(asked);
        shell.Output.ShouldContain("as the sender expects");
        (shell.Output + shell.Error).ShouldNotContain(Token);
        (shell.Output + shell.Error).ShouldNotContain(SenderSecrets.OfSender(preset));
        shell.Output.ShouldNotContain(System.Net.WebUtility.UrlEncode(Token));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public async Task An_answer_that_the_sender_would_not_take_ends_in_1(string preset)
    {
        Configure(preset);
        endpoint.Answer = (_, _) => Results.Text("hello", "text/html", statusCode: 299);

        (await SendAsync()).ShouldBe(1, shell.Output);

        shell.Output.ShouldContain("not what the sender expects");
    }

    [Fact]
    public async Task Answers_are_given_as_json_for_scripts()
    {
        Configure("dropbox");
        endpoint.Answer = Answer("dropbox");

        (await shell.RunAsync("send", "sample", "--handshake", "--json", "--url", endpoint.Url)).ShouldBe(0, shell.Error);

        var line = JsonNode.Parse(shell.Output)!;
        ((string?)line["method"]).ShouldBe("GET");
        ((int?)line["status"]).ShouldBe(200);
        ((bool?)line["is_expected"]).ShouldBe(true);
        ((string)line["url"]!).ShouldEndWith("?challenge=" + line["answer"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_secret_that_is_in_the_address_is_not_shown(bool isJson)
    {
        const string Secret = "secret-in-the-address&of the grid";
        shell.Variables["Sources__sample__Scheme"] = "azure-event-grid";
        shell.Variables["Sources__sample__Secrets__0__Value"] = Secret;

        await shell.RunAsync(["send", "sample", "--handshake", "--url", endpoint.Url, .. isJson ? new[] { "--json" } : []]);

        System.Net.WebUtility.UrlDecode(endpoint.Received.First().Delivery.Query).ShouldContain(Secret);
        shell.Output.ShouldNotContain("secret-in-the-address");
        shell.Output.ShouldContain("token=(secret)");
    }

    [Fact]
    public async Task A_sender_that_asks_nothing_is_named()
    {
        Configure("stripe");

        (await SendAsync()).ShouldBe(2);

        shell.Error.ShouldContain("stripe asks nothing");
        endpoint.Received.ShouldBeEmpty();
    }

    private Task<int> SendAsync() =>
        shell.RunAsync(["send", "sample", "--handshake", "--url", endpoint.Url, .. shell.Variables.ContainsKey("SENDER") ? new[] { "--secret", "env:SENDER" } : []]);

    // How many requests its handshakes are. A sender that brings its secret meets a source without one.
    private int Configure(string preset)
    {
        var handshakes = SchemeCatalog.FindPreset(preset)!.Handshakes;
        shell.Variables["Sources__sample__Scheme"] = preset;
        if (handshakes.All(handshake => handshake.Secret != SecretDelivery.Within))
        {
            shell.Variables["Sources__sample__Secrets__0__Value"] = SenderSecrets.OfReceiver(preset);
            shell.Variables["SENDER"] = SenderSecrets.OfSender(preset);
        }

        if (handshakes.Any(handshake => handshake.Token is not null))
        {
            shell.Variables["Sources__sample__VerifyToken"] = Token;
        }

        return handshakes.Count(handshake => !handshake.IsSigned || shell.Variables.ContainsKey("SENDER"));
    }

    private static Func<string, Delivery, IResult> Answer(string preset)
    {
        var source = SampleSource.Of(preset).Source;
        var brings = source.Handshakes.All.Any(handshake => handshake.Settings.Secret == SecretDelivery.Within);
        var terms = new HandshakeTerms(brings ? [] : source.Secrets) { VerifyToken = Token };
        return (method, delivery) =>
        {
            var request = new HandshakeRequest(method) { Query = delivery.Query, Headers = delivery.Headers, Body = delivery.Body };
            var answer = source.Handshakes.Answer(request, terms, source.Scheme, source.ReplayWindow, Shell.Now).ShouldBeOfType<HandshakeOutcome.Answered>().Answer;
            return new Answered(answer);
        };
    }

    private sealed class Answered(HandshakeAnswer answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = answer.Status;
            httpContext.Response.ContentType = answer.ContentType;
            foreach (var (name, value) in answer.Headers)
            {
                httpContext.Response.Headers[name] = value;
            }

            if (answer.Body.Length > 0 && httpContext.Request.Method != "HEAD")
            {
                await httpContext.Response.WriteAsync(answer.Body);
            }
        }
    }
}
