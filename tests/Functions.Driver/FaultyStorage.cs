using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Functions.Driver;

/// <summary>Stands between the app and Azurite and does to traffic what networks and busy storage do.</summary>
internal sealed class FaultyStorage : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient storage = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Uri tables;
    private readonly Uri queues;
    private readonly Uri? blobs;
    private Func<HttpRequest, Fault> faults = _ => Fault.None;

    private FaultyStorage(WebApplication app, Uri tables, Uri queues, Uri? blobs) => (this.app, this.tables, this.queues, this.blobs) = (app, tables, queues, blobs);

    /// <summary>The connection string of Azurite, with this in between.</summary>
    public required string ConnectionString { get; init; }

    public static async Task<FaultyStorage> BeforeAsync(string connectionString)
    {
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0", "http://127.0.0.1:0", "http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        FaultyStorage? faulty = null;
        app.Run(context => faulty!.ForwardAsync(context));
        await app.StartAsync();

        var (tables, queues) = (new Uri(parts["TableEndpoint"]), new Uri(parts["QueueEndpoint"]));
        var blobs = parts.TryGetValue("BlobEndpoint", out var endpoint) ? new Uri(endpoint) : null;
        var addresses = app.Urls.Select(url => new Uri(url)).ToArray();
        faulty = new FaultyStorage(app, tables, queues, blobs)
        {
            ConnectionString = connectionString
                .Replace(tables.Authority, addresses[0].Authority, StringComparison.Ordinal)
                .Replace(queues.Authority, addresses[1].Authority, StringComparison.Ordinal)
                .Replace(blobs?.Authority ?? "no blobs", addresses[2].Authority, StringComparison.Ordinal),
        };
        (faulty.TablePort, faulty.BlobPort) = (addresses[0].Port, addresses[2].Port);
        return faulty;
    }

    private int TablePort { get; set; }

    private int BlobPort { get; set; }

    /// <summary>Requests seen since the faults were last set.</summary>
    public int Seen { get; private set; }

    /// <summary>From now on, each request meets what this says.</summary>
    public void Do(Func<HttpRequest, Fault> decide) => (faults, Seen) = (decide, 0);

    /// <summary>The next write of a transaction meets the fault, once; everything else passes.</summary>
    public void DoOnceToTransactions(Fault fault)
    {
        var left = 1;
        Do(request => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0 ? fault : Fault.None);
    }

    /// <summary>The first write of a body meets the fault, or each.</summary>
    public void DoToBodies(Fault fault, int times = int.MaxValue)
    {
        var left = times;
        Do(request => IsOfBlobs(request) && HttpMethods.IsPut(request.Method) && Interlocked.Decrement(ref left) >= 0 ? fault : Fault.None);
    }

    public bool IsOfBlobs(HttpRequest request) => request.HttpContext.Connection.LocalPort == BlobPort;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        storage.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        // Read once and kept, so that whoever decides about the fault may look into the body.
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        body.Position = 0;
        context.Request.Body = body;

        Fault fault;
        lock (storage)
        {
            Seen++;
            fault = faults(context.Request);
        }

        if (fault.Kind == FaultKind.Answer)
        {
            context.Response.StatusCode = (int)fault.Status;
            return;
        }

        if (fault.Kind == FaultKind.LoseRequest)
        {
            context.Abort();
            return;
        }

        await Task.WhenAll(Task.Delay(fault.Before), fault.Held);
        using var answer = await SendAsync(context.Request, body.ToArray());
        if (fault.Kind == FaultKind.LoseAnswer)
        {
            context.Abort();
            return;
        }

        await Task.Delay(fault.After);
        if (fault.Kind == FaultKind.HalfAnswer)
        {
            await AnswerHalfAsync(context, answer);
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body);
    }

    // The length of the whole is announced, half of it is sent, and then the connection is gone.
    private static async Task AnswerHalfAsync(HttpContext context, HttpResponseMessage answer)
    {
        var whole = await answer.Content.ReadAsByteArrayAsync();
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (whole.Length > 1)
        {
            context.Response.ContentLength = whole.Length;
            await context.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length / 2));
            await context.Response.Body.FlushAsync();
        }

        context.Abort();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequest request, byte[] body)
    {
        // As it was sent: storage's signature covers the path in the very spelling of the client.
        var port = request.HttpContext.Connection.LocalPort;
        var service = port == TablePort ? tables : port == BlobPort ? blobs! : queues;
        var target = new Uri($"http://{service.Authority}{request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}");
        using var copy = new HttpRequestMessage(new HttpMethod(request.Method), target) { Content = new ByteArrayContent(body) };
        foreach (var (name, values) in request.Headers.Where(header => header.Key is not ("Host" or "Content-Length" or "Transfer-Encoding")))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                copy.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return await storage.SendAsync(copy);
    }
}

internal enum FaultKind
{
    Delay,
    Answer,
    LoseRequest,
    LoseAnswer,
    HalfAnswer,
}

/// <summary>What happens to one request on its way to storage, or to the answer on its way back.</summary>
internal sealed record Fault(FaultKind Kind)
{
    public static readonly Fault None = new(FaultKind.Delay);

    /// <summary>The connection breaks before storage sees the request.</summary>
    public static readonly Fault LoseRequest = new(FaultKind.LoseRequest);

    /// <summary>Storage does it, and the connection breaks before it can say so.</summary>
    public static readonly Fault LoseAnswer = new(FaultKind.LoseAnswer);

    /// <summary>Storage does it, and the connection breaks in the middle of what it says.</summary>
    public static readonly Fault HalfAnswer = new(FaultKind.HalfAnswer);

    public HttpStatusCode Status { get; private init; }

    public TimeSpan Before { get; private init; }

    public TimeSpan After { get; private init; }

    public Task Held { get; private init; } = Task.CompletedTask;

    public static Fault Answer(HttpStatusCode status) => new(FaultKind.Answer) { Status = status };

    /// <summary>Storage does it, and says so late.</summary>
    public static Fault SlowAnswer(TimeSpan after) => new(FaultKind.Delay) { After = after };

    /// <summary>Storage hears of it late.</summary>
    public static Fault SlowRequest(TimeSpan before) => new(FaultKind.Delay) { Before = before };

    /// <summary>Storage hears of it once the task has ended.</summary>
    public static Fault HeldUntil(Task end) => new(FaultKind.Delay) { Held = end };
}
