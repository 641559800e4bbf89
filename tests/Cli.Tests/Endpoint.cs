using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Webhooks.Signatures.Deliveries;

namespace Cli.Tests;

/// <summary>A receiver that keeps what it is sent, and answers as it is told.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    private readonly WebApplication app;
    private int answered;

    private Endpoint(WebApplication app) => this.app = app;

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public ConcurrentQueue<(string Path, Delivery Delivery)> Received { get; } = [];

    public Func<int, int> Status { get; set; } = _ => 202;

    /// <summary>What is answered, by method and delivery; null for the status and a text.</summary>
    public Func<string, Delivery, IResult>? Answer { get; set; }

    public static async Task<Endpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var endpoint = new Endpoint(app);
        app.MapMethods("/{**path}", ["GET", "HEAD", "OPTIONS", "POST"], endpoint.ReceiveAsync);
        await app.StartAsync();
        return endpoint;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        if (Answer is null && request.Method != "POST")
        {
            return Results.StatusCode(405);
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var headers = new DeliveryHeaders();
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
            {
                headers.Add(name, value!);
            }
        }

        var delivery = new Delivery("received", headers, body.ToArray(), Shell.Now) { Query = request.QueryString.Value?.TrimStart('?') ?? "" };
        Received.Enqueue((request.Path, delivery));
        return Answer?.Invoke(request.Method, delivery) ?? Results.Text("""{"status":"kept"}""", "application/json", statusCode: Status(Interlocked.Increment(ref answered)));
    }
}
