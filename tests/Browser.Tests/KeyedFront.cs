using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Browser.Tests;

/// <summary>Asks for a function key as Azure does: for everything but the page itself, its files and the senders' addresses.</summary>
internal sealed class KeyedFront : IAsyncDisposable
{
    public const string Key = "the-key-of-this-app==";

    private readonly WebApplication front;
    private readonly HttpClient behind;

    private KeyedFront(WebApplication front, HttpClient behind) => (this.front, this.behind) = (front, behind);

    public Uri Address => new(front.Urls.First());

    public static async Task<KeyedFront> BeforeAsync(Uri app)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var front = builder.Build();
        front.Urls.Add("http://127.0.0.1:0");
        var keyed = new KeyedFront(front, new HttpClient { BaseAddress = app });
        front.Run(keyed.PassAsync);
        await front.StartAsync();
        return keyed;
    }

    public async ValueTask DisposeAsync()
    {
        await front.DisposeAsync();
        behind.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path != "/api/operator" && !path.StartsWith("/api/operator/assets/", StringComparison.Ordinal) && context.Request.Headers["x-functions-key"] != Key)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, path + context.Request.QueryString);
        using var answer = await behind.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
