using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Webhooks.OperatorPage;

namespace Functions.Operating.Page;

/// <summary>A part of the operator's page, with what a browser is told about its use.</summary>
internal sealed class PageAnswer : IResult
{
    private const int WorthPacking = 1_000;

    // A fragment that somebody opens by itself is text: it loads nothing and runs nothing.
    private const string NothingRuns = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly byte[] content;
    private readonly string mediaType;
    private readonly string caching;
    private readonly string policy;
    private readonly DateTimeOffset? now;

    private PageAnswer(byte[] content, string mediaType, string caching, string policy, DateTimeOffset? now = null) =>
        (this.content, this.mediaType, this.caching, this.policy, this.now) = (content, mediaType, caching, policy, now);

    public static PageAnswer Shell() => new(Encoding.UTF8.GetBytes(PageShell.Html), "text/html; charset=utf-8", "no-cache", PageShell.ContentSecurityPolicy);

    public static PageAnswer Asset(byte[] content, string mediaType) => new(content, mediaType, "public, max-age=31536000, immutable", NothingRuns);

    /// <summary>HTML with data. It holds points in time and no ages; the browser says how long ago they are, by this clock.</summary>
    public static PageAnswer Fragment(string html, DateTimeOffset now) => new(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", "no-store", NothingRuns, now);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        Secure(response.Headers);
        response.Headers.CacheControl = caching;
        if (now is { } moment)
        {
            response.Headers["X-Receiver-Time"] = moment.ToString("O");
        }

        if (EntityTags.IsKnown(httpContext, content))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        // Without RequestAborted, as JsonAnswer has it.
        response.ContentType = mediaType;
        response.Headers.Vary = "Accept-Encoding";
        if (content.Length < WorthPacking || !httpContext.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.ContentLength = content.Length;
            await response.Body.WriteAsync(content);
            return;
        }

        response.Headers.ContentEncoding = "gzip";
        await using var packed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await packed.WriteAsync(content);
    }

    private void Secure(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
