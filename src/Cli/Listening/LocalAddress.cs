using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Cli.Sending;
using Webhooks.Signatures.Deliveries;

namespace Cli.Listening;

// Posts to the local address. Without any answer the result has the status 0.
internal sealed class LocalAddress : IDisposable
{
    private const int LongestText = 2048;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;
    private readonly TimeProvider clock;

    public LocalAddress(Uri to, TimeProvider clock)
    {
        this.clock = clock;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        if (to.IsLoopback)
        {
            // A developer's certificate for this machine is signed by nobody, and nobody stands in between.
            handler.UseProxy = false;
#pragma warning disable CA5359
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        http = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    }

    // True of what is sent again when the address answers; a request without an answer in time has arrived, and is not.
    public async Task<(SendResult Result, bool IsUnreachable)> PostAsync(Uri target, Delivery delivery, CancellationToken cancellationToken)
    {
        using var request = Request(target, delivery);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        var start = clock.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            var text = await TextAsync(response, timeout.Token);
            return (new SendResult((int)response.StatusCode, text, clock.GetElapsedTime(start)) { ContentType = response.Content.Headers.ContentType?.MediaType }, false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return (new SendResult(0, (failure.InnerException ?? failure).Message, clock.GetElapsedTime(start)), true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new SendResult(0, string.Create(CultureInfo.InvariantCulture, $"no answer within {Timeout.TotalSeconds} s"), clock.GetElapsedTime(start)), false);
        }
    }

    public void Dispose() => http.Dispose();

    private static HttpRequestMessage Request(Uri target, Delivery delivery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ReadOnlyMemoryContent(delivery.Body) };
        foreach (var (name, values) in delivery.Headers)
        {
            HttpHeaders to = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? request.Content.Headers : request.Headers;
            to.TryAddWithoutValidation(name, values);
        }

        return request;
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
            var start = new byte[LongestText];
            var length = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(start.AsSpan(0, length)).ReplaceLineEndings(" ").Trim();
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return "(the answer broke off)";
        }
    }
}
