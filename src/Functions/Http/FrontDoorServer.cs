using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Functions.Http;

// For every server of ours: the worker's behind the Functions host, and LocalHost's.
internal static class FrontDoorServer
{
    public static void Configure(KestrelServerOptions kestrel)
    {
        // A slow body has a deadline of the app's own, which answers it. The minimum rate of responses stays: without it, a caller that reads
        // nothing blocks a write permanently.
        kestrel.Limits.MinRequestBodyDataRate = null;
        // By default a byte that is not UTF-8, in a header that nobody reads, is answered 400.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
    }
}
