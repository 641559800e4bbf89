using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Webhooks.Events;

namespace Webhooks.Receiving;

/// <summary>
/// Passes a delivery of a source that was moved on to its new receiver, byte for byte, and its answer back: the new one verifies and decides, nothing is
/// kept here. Senders need not follow redirects, and old addresses work until the last of their retries has come.
/// </summary>
public sealed partial class PassingOn(LineLimit lines, TimeProvider clock, ILogger<PassingOn> logger) : IDisposable
{
    // Two receivers that each name the other would pass a delivery around for ever.
    private const string Mark = "X-Webhooks-Passed-On";

    // Our own answers are far smaller; those of a source's own settings may be larger.
    private const int MostBytes = 64 * 1024;

    // The new receiver's answer at its deadline is worth waiting for: without it, what it has recorded is sent again.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(0.5);

    // What belongs to one connection alone. https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
    private static readonly HashSet<string> OfConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect", "Host", "Content-Length",
    };

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // What is not ASCII was read as UTF-8 or Latin-1; the new receiver reads the same from this.
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        ActivityHeadersPropagator = null,
    })
    {
        MaxResponseContentBufferSize = MostBytes,
    };

    public void Dispose() => http.Dispose();

    internal async Task<Admission> SendAsync(Source source, Arrival arrival, ReadOnlyMemory<byte> body, TimeSpan left)
    {
        if (arrival.Headers.Find(Mark) is not null)
        {
            return Fail(source, "it came from there: the two receivers name each other");
        }

        using var limit = new CancellationTokenSource(left + Margin, clock);
        try
        {
            using var copy = Copy(source, arrival, body);
            using var answer = await http.SendAsync(copy, limit.Token);
            return IsReceivers(answer.StatusCode)
                ? new Admission.PassedOn((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsByteArrayAsync(limit.Token))
                : Fail(source, $"it answered {(int)answer.StatusCode}");
        }
        catch (HttpRequestException failure)
        {
            return Fail(source, $"no answer: {failure.HttpRequestError}");
        }
        catch (OperationCanceledException)
        {
            return Fail(source, "no answer in time");
        }
    }

    private static HttpRequestMessage Copy(Source source, Arrival arrival, ReadOnlyMemory<byte> body)
    {
        var address = new UriBuilder(source.MovedTo!);
        (address.Path, address.Query) = ($"{address.Path.TrimEnd('/')}/api/webhooks/{source.Name}", arrival.Query);
        var copy = new HttpRequestMessage(HttpMethod.Post, address.Uri) { Content = new ReadOnlyMemoryContent(body) };
        foreach (var (name, values) in arrival.Headers)
        {
            if (!OfConnection.Contains(name) && !copy.Headers.TryAddWithoutValidation(name, values))
            {
                copy.Content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        copy.Headers.TryAddWithoutValidation(Mark, source.Name);
        return copy;
    }

    // Anything else is not an answer of a receiver that has the source: a sender might give up on it.
    private static bool IsReceivers(HttpStatusCode status) => (int)status is >= 200 and < 300
        || status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge;

    private Admission.Unavailable Fail(Source source, string problem)
    {
        if (lines.TryTake(source.Name, nameof(Log.NotPassedOn), LogLevel.Error))
        {
            Log.NotPassedOn(logger, source.Name, source.MovedTo!, problem);
        }

        return new(IsMoving: true);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: not passed on to {Address} ({Problem}); answered 503, the sender retries.")]
        public static partial void NotPassedOn(ILogger logger, string source, Uri address, string problem);
    }
}
