using Microsoft.AspNetCore.Http;

namespace Functions;

/// <summary>How every answer in JSON is written, to senders and to operators.</summary>
internal static class JsonAnswer
{
    /// <summary>What holds for an answer with and without a body: nobody keeps it, and nobody guesses what it is.</summary>
    public static void Begin(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }

    public static async Task WriteAsync(HttpResponse response, int status, string contentType, byte[] body)
    {
        Begin(response, status);
        response.ContentType = contentType;
        response.ContentLength = body.Length;

        // Not by RequestAborted: when the caller has hung up, the write would throw, and the host would log a failure of ours with its stack.
        // Kestrel drops what nobody is there to read.
        await response.Body.WriteAsync(body);
    }
}
