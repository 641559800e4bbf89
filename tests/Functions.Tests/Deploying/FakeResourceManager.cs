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

    /// <summary>How the app's reference to a secret stands, one answer after the other; resolved, once there are no more.</summary>
    public ConcurrentQueue<string> Statuses { get; } = [];

    /// <summary>What it says instead when it is asked how references stand.</summary>
    public string? StrangeAnswer { get; set; }

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
            app.MapGet("/{app}/config/configreferences/appsettings", () => manager.StrangeAnswer is { } strange ? Results.Text(strange) : Results.Json(manager.References()));
        });
        return manager;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private object References()
    {
        var status = Statuses.TryDequeue(out var next) ? next : "Resolved";
        return new { value = new[] { new { name = "Sources__valara__Secrets__0__Value", properties = new { reference = "@Microsoft.KeyVault(...)", status } } } };
    }

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
