using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Functions.Tests.Deploying;

/// <summary>What the hooks ask Azure Resource Manager for.</summary>
internal sealed class FakeResourceManager : IAsyncDisposable
{
    private HttpsServer server = null!;

    public string Url => server.Url;

    /// <summary>Apps that were to read their secrets anew, by their id.</summary>
    public ConcurrentQueue<string> Refreshed { get; } = [];

    /// <summary>State of each provider of the subscription.</summary>
    public Dictionary<string, string> Providers { get; } = [];

    /// <summary>How it answers instead, always.</summary>
    public int? Refusal { get; set; }

    public static async Task<FakeResourceManager> StartAsync()
    {
        var manager = new FakeResourceManager();
        manager.server = await HttpsServer.StartAsync(app =>
        {
            app.Use(manager.AdmitAsync);
            app.MapGet("/subscriptions/{subscription}/providers/{provider}", (string provider) => Results.Json(new { registrationState = manager.Providers[provider] }));
            app.MapPost("/{app}/config/configreferences/appsettings/refresh", (string app) => manager.Refreshed.Enqueue(app));
        });
        return manager;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.StatusCode = !HttpsServer.IsAuthorized(context.Request) ? StatusCodes.Status401Unauthorized
            : string.IsNullOrEmpty(context.Request.Query["api-version"]) ? StatusCodes.Status400BadRequest
            : Refusal ?? StatusCodes.Status200OK;
        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            await next(context);
        }
    }
}
