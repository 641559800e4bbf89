using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Webhooks.Signatures.Deliveries;

namespace Functions.Tests.Listening;

/// <summary>What a developer runs: keeps what it is sent, can be stopped and started again at the same address.</summary>
internal sealed class LocalApp : IAsyncDisposable
{
    private readonly int port = FreePort();
    private WebApplication? running;

    public string Url => $"http://127.0.0.1:{port}/hooks";

    public ConcurrentQueue<Delivery> Received { get; } = [];

    public ConcurrentQueue<string> Paths { get; } = [];

    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public static async Task<LocalApp> StartAsync()
    {
        var app = new LocalApp();
        await app.StartAgainAsync();
        return app;
    }

    public async Task StartAgainAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        running = builder.Build();
        running.Run(ReceiveAsync);
        await running.StartAsync();
    }

    public async Task StopAsync()
    {
        if (running is not null)
        {
            await running.DisposeAsync();
            running = null;
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = new DeliveryHeaders();
        foreach (var (name, values) in context.Request.Headers)
        {
            headers.Add(name, values.ToString());
        }

        Received.Enqueue(new Delivery("received", headers, body.ToArray(), DateTimeOffset.UnixEpoch) { Query = context.Request.QueryString.Value?.TrimStart('?') ?? "" });
        Paths.Enqueue(context.Request.Path);
        await Answer(context);
    }
}
