using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Proof.Stub;

/// <summary>
/// Storage that answers at once, from memory: Azurite is one Node process and is busy long before the receiver is. It speaks the REST
/// of tables (under /t) and queues (under /q), keeps what it was given, and counts what it was asked.
/// </summary>
internal sealed class StorageStub
{
    private readonly TableStub tables = new();
    private readonly QueueStub queues = new(TimeProvider.System);
    private long asked;

    public static async Task RunAsync(string url, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        await using var app = builder.Build();
        app.Urls.Add(url);
        app.Run(new StorageStub().AnswerAsync);
        await app.StartAsync(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var body = await BodyOf(context.Request);
        context.Response.Headers["x-ms-request-id"] = "stub";
        context.Response.Headers["x-ms-version"] = context.Request.Headers["x-ms-version"];
        if (path.StartsWith("/t/", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref asked);
            await tables.AnswerAsync(context, path[3..], body);
        }
        else if (path.StartsWith("/q/", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref asked);
            await queues.AnswerAsync(context, path[3..].TrimEnd('/'), body);
        }
        else if (path == "/asked")
        {
            await context.Response.WriteAsync(Interlocked.Read(ref asked).ToString(CultureInfo.InvariantCulture));
        }
        else if (path == "/clear")
        {
            tables.Clear();
            queues.Clear();
        }
    }

    private static async Task<byte[]> BodyOf(HttpRequest request)
    {
        if (request.ContentLength is { } length)
        {
            var exact = new byte[length];
            await request.Body.ReadExactlyAsync(exact);
            return exact;
        }

        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy);
        return copy.ToArray();
    }
}
