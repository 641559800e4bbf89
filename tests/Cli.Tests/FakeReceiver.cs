using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cli.Tests;

/// <summary>A server that answers each path of the operator's API as a test says, and keeps how it was asked.</summary>
internal sealed class FakeReceiver : IAsyncDisposable
{
    public const string NoDeadLetters = """{"dead_letters":[],"continue":null}""";

    private readonly WebApplication app;

    private FakeReceiver(WebApplication app) => this.app = app;

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public Dictionary<string, Func<HttpRequest, IResult>> Answers { get; } = [];

    public ConcurrentQueue<(string Path, string? Tag, string? Key, string? Bearer)> Asked { get; } = [];

    public static async Task<FakeReceiver> StartAsync(string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new FakeReceiver(app);
        app.Map("/api/operator/{**path}", receiver.Answer);
        await app.StartAsync();
        return receiver;
    }

    public FakeReceiver On(string path, string json)
    {
        Answers[path] = _ => Results.Text(json, "application/json");
        return this;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Answer(HttpRequest request, string path)
    {
        Asked.Enqueue((path + request.QueryString, request.Headers.IfNoneMatch, request.Headers["x-functions-key"], request.Headers.Authorization));
        return Answers.TryGetValue(path, out var answer)
            ? answer(request)
            : Results.Problem("There is nothing of this id.", statusCode: 404, title: "Not found");
    }
}
