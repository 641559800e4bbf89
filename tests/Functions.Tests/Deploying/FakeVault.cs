using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Deploying;

/// <summary>A vault that speaks the part of the REST interface that the hook uses, pages included, and refuses as it is told.</summary>
internal sealed class FakeVault : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeVault(WebApplication app) => this.app = app;

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public ConcurrentDictionary<string, string> Secrets { get; } = [];

    public ConcurrentBag<string> Disabled { get; } = [];

    /// <summary>How it answers instead, for the next calls.</summary>
    public ConcurrentQueue<(int Status, string Code)> Refusals { get; } = [];

    /// <summary>Where the list goes on, instead of here.</summary>
    public string? LeadAway { get; set; }

    public static async Task<FakeVault> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var vault = new FakeVault(app);
        app.Use(vault.AdmitAsync);
        app.MapGet("/secrets", vault.List);
        app.MapPut("/secrets/{name}", vault.PutAsync);
        await app.StartAsync();
        return vault;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Authorization != "Bearer " + Deployment.Token || context.Request.Query["api-version"] != "7.4")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (Refusals.TryDequeue(out var refusal))
        {
            context.Response.StatusCode = refusal.Status;
            await context.Response.WriteAsJsonAsync(new { error = new { code = "Refused", message = "It is refused.", innererror = new { code = refusal.Code } } });
        }
        else
        {
            await next(context);
        }
    }

    // One a page, so that there is more than one page.
    private IResult List(int page = 0)
    {
        var names = Secrets.Keys.Order().ToArray();
        var shown = names.Skip(page).Take(1).Select(name => new { id = $"{Url}/secrets/{name}", attributes = new { enabled = !Disabled.Contains(name) } });
        return Results.Json(new { value = shown, nextLink = LeadAway ?? (page + 1 < names.Length ? $"{Url}/secrets?api-version=7.4&page={page + 1}" : null) });
    }

    private async Task<IResult> PutAsync(string name, HttpRequest request)
    {
        var body = await JsonDocument.ParseAsync(request.Body);
        Secrets[name] = body.RootElement.GetProperty("value").GetString()!;
        return Results.Json(new { id = $"{Url}/secrets/{name}/1", value = Secrets[name] });
    }
}
