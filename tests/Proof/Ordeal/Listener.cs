using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Proof.Ordeal;

/// <summary>The people's channel: takes every message.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly WebApplication app;
    private int taken;

    private Listener()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            Interlocked.Increment(ref taken);
            await context.Response.WriteAsync("ok");
        });
    }

    public string Url => app.Urls.First() + "/services/T0/B0/path";

    public int Taken => taken;

    public static async Task<Listener> StartAsync()
    {
        var started = new Listener();
        await started.app.StartAsync();
        return started;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
