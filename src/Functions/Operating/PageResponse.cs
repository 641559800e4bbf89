using Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Functions.Operating;

// The page, its files and its fragments.
internal static class PageResponse
{
    // A fragment or file that is opened by itself loads nothing and runs nothing.
    private const string NothingRuns = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static BodyResult Create(byte[] content, string mediaType, string caching, Dictionary<string, string> headers)
    {
        headers.TryAdd("Content-Security-Policy", NothingRuns);
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return new BodyResult(StatusCodes.Status200OK, mediaType, content) { CacheControl = caching, Headers = headers, Tagged = content, Compresses = true };
    }
}
