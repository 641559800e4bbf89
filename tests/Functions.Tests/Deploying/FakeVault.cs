using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Functions.Tests.Deploying;

/// <summary>A vault that speaks the part of the REST interface that the hook uses, pages included, and refuses as it is told.</summary>
internal sealed class FakeVault : IAsyncDisposable
{
    private HttpsServer server = null!;

    public string Url => server.Url;

    public ConcurrentDictionary<string, string> Secrets { get; } = [];

    public ConcurrentBag<string> Disabled { get; } = [];

    /// <summary>How it answers instead, for the next calls.</summary>
    public ConcurrentQueue<(int Status, string Code)> Refusals { get; } = [];

    /// <summary>Where the list goes on, instead of here.</summary>
    public string? LeadAway { get; set; }

    /// <summary>Requests that came, with a token or without.</summary>
    public int Requests { get; private set; }

    public static async Task<FakeVault> StartAsync()
    {
        var vault = new FakeVault();
        vault.server = await HttpsServer.StartAsync(app =>
        {
            app.Use(vault.AdmitAsync);
            app.MapGet("/secrets", vault.List);
            app.MapPut("/secrets/{name}", vault.PutAsync);
        });
        return vault;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        Requests++;
        if (!HttpsServer.IsAuthorized(context.Request))
        {
            // A vault says whose token it wants before it takes one.
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate =
                $"Bearer authorization=\"https://login.microsoftonline.com/{Deployment.Tenant}\", resource=\"https://vault.azure.net\"";
        }
        else if (string.IsNullOrEmpty(context.Request.Query["api-version"]))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
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
