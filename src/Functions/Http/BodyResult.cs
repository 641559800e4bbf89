using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Functions.Http;

// A response whose body is complete before it is sent. By default nobody may cache it.
internal sealed class BodyResult(int status, string? contentType, byte[] body) : IResult
{
    private const int SmallestCompressed = 1_000;
    private static readonly Dictionary<string, string> NoHeaders = [];

    public int Status => status;

    /// <summary>The same answer under another status.</summary>
    public BodyResult With(int other) => new(other, contentType, body) { CacheControl = CacheControl, Headers = Headers, Compresses = Compresses, Tagged = Tagged };

    public string CacheControl { get; init; } = "no-store";

    public Dictionary<string, string> Headers { get; init; } = NoHeaders;

    public bool Compresses { get; init; }

    // The content that the weak entity tag of a GET or HEAD is computed from. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
    public byte[]? Tagged { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = CacheControl;
        response.Headers.XContentTypeOptions = "nosniff";
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        if (Tagged is not null && (HttpMethods.IsGet(httpContext.Request.Method) || HttpMethods.IsHead(httpContext.Request.Method)) && IsUnchanged(httpContext, Tagged))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = status;
        response.ContentType = contentType;
        await WriteAsync(httpContext.Request, response);
    }

    // Without RequestAborted: when the caller has hung up, the write would throw, and the host would log a failed invocation.
    // Kestrel discards what nobody reads.
    private async Task WriteAsync(HttpRequest request, HttpResponse response)
    {
        if (Compresses)
        {
            response.Headers.Vary = "Accept-Encoding";
        }

        if (Compresses && body.Length >= SmallestCompressed && request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.ContentEncoding = "gzip";
            await using var compressed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await compressed.WriteAsync(body);
            return;
        }

        // HTTP allows these no body, and the server no length.
        if (status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent)
        {
            return;
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    private static bool IsUnchanged(HttpContext context, byte[] tagged)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(tagged).AsSpan(0, 16))}\"", isWeak: true);
        context.Response.Headers.ETag = tag.ToString();
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
    }
}
