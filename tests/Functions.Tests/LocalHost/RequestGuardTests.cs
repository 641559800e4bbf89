using System.Net;
using LocalHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.LocalHost;

public sealed class RequestGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.9.9.9")]
    [InlineData("localhost:7071")]
    [InlineData("LOCALHOST")]
    [InlineData("[::1]:7071")]
    [InlineData("receiver.example.com")]
    [InlineData("a.proxy.example.com")]
    [InlineData("192.0.2.7")]
    public async Task A_name_of_this_machine_or_one_that_is_allowed_is_answered(string name)
    {
        await using var host = await (SampleHost.With(typeof(Things)) with { AllowedHosts = ["receiver.example.com", "*.proxy.example.com", "192.0.2.7"] }).StartAsync();

        (await AskAsync(host, "api/keyed", ("Host", name))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(host, "api/keyed", ("Host", Dns.GetHostName()))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(host, "api/keyed", ("X-Forwarded-Host", name))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", "evil.example")]
    [InlineData("http://127.0.0.1:0", "evil.example:7071")]
    [InlineData("http://127.0.0.1:0", "localhost.evil.example")]
    [InlineData("http://127.0.0.1:0", "127.0.0.1.evil.example")]
    [InlineData("http://127.0.0.1:0", "proxy.example.com")]
    [InlineData("http://127.0.0.1:0", "0.0.0.0")]
    [InlineData("http://127.0.0.1:0", "192.0.2.8")]
    [InlineData("http://0.0.0.0:0", "evil.example")]
    [InlineData("http://0.0.0.0:0", "192.0.2.8")]
    [InlineData("http://*:0", "evil.example")]
    public async Task Any_other_name_could_be_rebound_and_is_refused_with_what_to_do(string urls, string name)
    {
        await using var host = await (SampleHost.With(typeof(Things)) with { Urls = urls, AllowedHosts = ["*.proxy.example.com"] }).StartAsync();

        foreach (var header in new[] { "Host", "X-Forwarded-Host" })
        {
            foreach (var path in new[] { "api/keyed", "api/page", "api/nothing" })
            {
                var answer = await AskAsync(host, path, (header, name));

                answer.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
                answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
                (await answer.Content.ReadAsStringAsync()).ShouldContain("--allow-host");
            }
        }
    }

    [Fact]
    public async Task A_proxy_that_adds_a_foreign_name_to_one_of_ours_is_not_believed()
    {
        await using var host = await SampleHost.With(typeof(Things)).StartAsync();

        (await AskAsync(host, "api/keyed", ("X-Forwarded-Host", "localhost, evil.example"))).StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Theory]
    [InlineData("192.0.2.7", "keyed", HttpStatusCode.Unauthorized)]
    [InlineData("192.0.2.7", "page", HttpStatusCode.OK)]
    [InlineData("::ffff:127.0.0.1", "keyed", HttpStatusCode.OK)]
    public async Task Other_machines_call_by_the_address_that_they_reach_and_get_what_needs_no_key(string caller, string path, HttpStatusCode status)
    {
        var connection = new Connection(IPAddress.Parse(caller), IPAddress.Parse("::ffff:192.0.2.1"));
        await using var host = await (SampleHost.With(typeof(Things)) with { Overrides = services => services.AddSingleton<IStartupFilter>(connection) }).StartAsync();

        (await AskAsync(host, "api/" + path, ("Host", "192.0.2.1:7071"))).StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("GET", "keyed", "cross-site", "empty", HttpStatusCode.Forbidden)]
    [InlineData("POST", "keyed", "cross-site", "empty", HttpStatusCode.Forbidden)]
    [InlineData("POST", "keyed", "same-site", "empty", HttpStatusCode.Forbidden)]
    [InlineData("POST", "keyed", "cross-site", "document", HttpStatusCode.Forbidden)]
    [InlineData("GET", "keyed", "cross-site", "document", HttpStatusCode.Forbidden)]
    [InlineData("POST", "page", "cross-site", "document", HttpStatusCode.Forbidden)]
    [InlineData("GET", "page", "cross-site", "iframe", HttpStatusCode.Forbidden)]
    [InlineData("GET", "page", "same-site", "script", HttpStatusCode.Forbidden)]
    [InlineData("GET", "page", "something new", "empty", HttpStatusCode.Forbidden)]
    [InlineData("GET", "page", "cross-site", "document", HttpStatusCode.OK)]
    [InlineData("GET", "page", "none", "document", HttpStatusCode.OK)]
    [InlineData("POST", "keyed", "same-origin", "empty", HttpStatusCode.OK)]
    [InlineData("POST", "public/door", "cross-site", "empty", HttpStatusCode.OK)]
    public async Task Pages_of_other_sites_reach_what_is_public_and_may_link_to_a_page(string verb, string path, string site, string destination, HttpStatusCode status)
    {
        await using var host = await (SampleHost.With(typeof(Things)) with { PublicRoutes = ["public"] }).StartAsync();

        var answer = await AskAsync(host, "api/" + path, new HttpMethod(verb), ("Sec-Fetch-Site", site), ("Sec-Fetch-Dest", destination));

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(status == HttpStatusCode.OK ? path : "A page of another site");
    }

    [Theory]
    [InlineData("", "document", HttpStatusCode.OK)]
    [InlineData("", "iframe", HttpStatusCode.Forbidden)]
    [InlineData("", "empty", HttpStatusCode.Forbidden)]
    [InlineData("nothing", "document", HttpStatusCode.Forbidden)]
    public async Task A_link_to_the_root_is_followed(string path, string destination, HttpStatusCode status)
    {
        await using var host = await (SampleHost.With(typeof(Things)) with { Home = "page" }).StartAsync();

        (await AskAsync(host, path, HttpMethod.Get, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", destination))).StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("receiver.example.com:7071")]
    [InlineData("http://receiver.example.com")]
    [InlineData("*")]
    [InlineData("")]
    public async Task A_name_that_no_host_can_have_stops_the_start(string name) =>
        (await (SampleHost.With() with { AllowedHosts = [name] }).RefusalAsync()).ShouldStartWith($"--allow-host: '{name}' is not a host name;");

    private static Task<HttpResponseMessage> AskAsync(LocalHostApplication host, string path, (string Name, string Value) header) =>
        AskAsync(host, path, HttpMethod.Get, header);

    private static async Task<HttpResponseMessage> AskAsync(LocalHostApplication host, string path, HttpMethod method, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        return await http.SendAsync(request);
    }

    /// <summary>Makes a request look as if it came over a network.</summary>
    private sealed class Connection(IPAddress caller, IPAddress reached) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => next(app.Use((HttpContext context, RequestDelegate pass) =>
        {
            (context.Connection.RemoteIpAddress, context.Connection.LocalIpAddress) = (caller, reached);
            return pass(context);
        }));
    }

    private sealed class Things
    {
        [Function("Keyed")]
        public IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get", "post", Route = "keyed")] HttpRequest request) => Results.Text("keyed");

        [Function("Page")]
        public IResult Page([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "page")] HttpRequest request) => Results.Text("page");

        [Function("Door")]
        public IResult Door([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "public/door")] HttpRequest request) => Results.Text("public/door");
    }
}
