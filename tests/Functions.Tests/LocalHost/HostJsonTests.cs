using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.LocalHost;

public sealed class HostJsonTests
{
    [Theory]
    [InlineData("""{ "version": "2.0", "retry": { "strategy": "fixedDelay" } }""", "\"retry:strategy\": \"fixedDelay\"")]
    [InlineData("""{ "version": "3.0" }""", "\"version\": \"3.0\"")]
    [InlineData("""{ "extensions": { "queues": { "batchSize": 33 } } }""", "\"extensions:queues:batchSize\" cannot be \"33\": it must be from 1 to 32.")]
    [InlineData("""{ "extensions": { "queues": { "visibilityTimeout": "soon" } } }""", "\"extensions:queues:visibilityTimeout\" cannot be \"soon\"")]
    [InlineData("""{ "extensions": { "http": { "hsts": { "isEnabled": true } } } }""", "\"extensions:http:hsts:isEnabled\"")]
    [InlineData("""{ "version" """, "host.json is not valid JSON: there is an error at line 1")]
    public async Task An_unsupported_key_is_refused_by_name(string json, string why)
    {
        using var root = new Folder();
        root.Write("host.json", json);

        (await (SampleHost.With() with { Root = root.Path }).RefusalAsync()).ShouldContain(why);
    }

    [Fact]
    public async Task The_file_of_this_repository_is_understood()
    {
        await using var host = await SampleHost.With().StartAsync();

        host.Functions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("hooks", "hooks/ping")]
    [InlineData("", "ping")]
    public async Task The_route_prefix_is_honoured(string prefix, string path)
    {
        using var root = new Folder();
        root.Write("host.json", $$"""{ "extensions": { "http": { "routePrefix": "{{prefix}}" } } }""");
        await using var host = await (SampleHost.With(typeof(Ping)) with { Root = root.Path }).StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        (await http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_setting_of_the_job_host_wins_over_the_file()
    {
        await using var host = await SampleHost.With(typeof(Ping)).Setting(("AzureFunctionsJobHost__extensions__http__routePrefix", "v2")).StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        (await http.GetAsync("v2/ping")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static class Ping
    {
        [Function("Ping")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "ping")] HttpRequest request) => Results.Ok();
    }
}
