using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.LocalHost;

public sealed class HttpFunctionTests
{
    [Fact]
    public async Task The_route_gives_its_values()
    {
        await using var host = await SampleHost.With(typeof(Things)).StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        (await http.PostAsync("api/things/lamp", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetStringAsync("api/things/lamp")).ShouldBe("get lamp");
        (await http.GetStringAsync("api/Everything")).ShouldBe("everything");
    }

    [Theory]
    [InlineData("DELETE", "api/things/lamp")]
    [InlineData("GET", "api/things")]
    [InlineData("GET", "things/lamp")]
    [InlineData("GET", "")]
    public async Task A_wrong_verb_and_an_unknown_route_are_404_as_in_Azure(string verb, string path)
    {
        await using var host = await SampleHost.With(typeof(Things)).StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(verb), path));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_function_throws_is_500_and_tells_the_caller_nothing()
    {
        await using var host = await SampleHost.With(typeof(Things)).StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        var answer = await http.GetAsync("api/broken");

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_is_limited_by_the_app_alone()
    {
        await using var host = await SampleHost.With(typeof(Things)).StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        var answer = await http.PostAsync("api/length", new ByteArrayContent(new byte[40_000_000]));

        (await answer.Content.ReadAsStringAsync()).ShouldBe("40000000");
    }

    [Fact]
    public async Task A_function_that_wants_a_key_is_open_to_this_machine()
    {
        await using var host = await SampleHost.With(typeof(Things)).StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        (await http.GetStringAsync("api/keyed")).ShouldBe("keyed");
    }

    [Fact]
    public async Task A_function_that_outlives_its_time_is_500()
    {
        await using var host = await SampleHost.With(typeof(Things)).Setting(("AzureFunctionsJobHost__functionTimeout", "00:00:00.200")).StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        (await http.GetAsync("api/slow")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task A_taken_port_is_told_in_one_sentence()
    {
        await using var host = await SampleHost.With(typeof(Things)).StartAsync();
        var address = host.BaseAddress.GetLeftPart(UriPartial.Authority);

        (await (SampleHost.With(typeof(Things)) with { Urls = address }).RefusalAsync()).ShouldContain($"cannot listen at {address}: the port is in use");
    }

    private sealed class Things
    {
        [Function("Post")]
        public Task<IResult> Post([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "things/{name}")] HttpRequest request, string name) =>
            Task.FromResult(Results.Text("post " + name));

        [Function("Get")]
        public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{name}")] HttpRequest request, string name) => Results.Text("get " + name);

        [Function("Everything")]
        public IResult Everything([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Text("everything");

        [Function("Broken")]
        public IResult Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "broken")] HttpRequest request) => throw new InvalidOperationException("secret");

        [Function("Keyed")]
        public IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed")] HttpRequest request) => Results.Text("keyed");

        [Function("Slow")]
        public async Task<IResult> Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromSeconds(30), cancellationToken);
            return Results.Text("slow");
        }

        [Function("Length")]
        public async Task<IResult> Length([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "length")] HttpRequest request)
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return Results.Text($"{body.Length}");
        }
    }
}
