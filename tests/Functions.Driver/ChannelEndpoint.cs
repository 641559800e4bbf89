using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Webhooks.Signatures.Deliveries;

namespace Functions.Driver;

/// <summary>Plays Slack, or whatever else takes notifications by HTTP: keeps what it is sent, and answers as it is told.</summary>
internal sealed class ChannelEndpoint : IAsyncDisposable
{
    private readonly WebApplication app;

    private ChannelEndpoint(WebApplication app) => this.app = app;

    /// <summary>Where it listens; the path is a secret, as Slack's is.</summary>
    public string Url { get; private set; } = "";

    public ConcurrentQueue<Delivery> Received { get; } = [];

    /// <summary>What happens to each post; 200 when nothing is set.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => context.Response.WriteAsync("ok");

    public static async Task<ChannelEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var endpoint = new ChannelEndpoint(app);
        app.Run(endpoint.ReceiveAsync);
        await app.StartAsync();
        endpoint.Url = app.Urls.Single() + "/services/T000/B000/secret-path";
        return endpoint;
    }

    /// <summary>From now on it answers with a status, and with a header if one is given.</summary>
    public void AnswerWith(int status, string? header = null, string value = "") => Answer = context =>
    {
        context.Response.StatusCode = status;
        if (header is not null)
        {
            context.Response.Headers[header] = value;
        }

        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = new DeliveryHeaders();
        foreach (var (name, values) in context.Request.Headers)
        {
            headers.Add(name, values.ToString());
        }

        Received.Enqueue(new Delivery("received", headers, body.ToArray(), SignedDelivery.Noon));
        await Answer(context);
    }
}
