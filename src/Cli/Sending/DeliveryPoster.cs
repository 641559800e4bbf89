using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Webhooks.Signatures.Deliveries;

namespace Cli.Sending;

// Sends a delivery, or a handshake, perhaps many times and in parallel.
internal sealed class DeliveryPoster(HttpMethod method, Uri address, Delivery delivery, TimeProvider clock) : IDisposable
{
    private const int LongestText = 2048;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout };

    public async Task<IReadOnlyList<SendResult>> PostAsync(int repeat, int parallel, Action<SendResult> report, CancellationToken cancellationToken)
    {
        var results = new List<SendResult>();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, repeat),
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken },
            async (_, stopping) =>
            {
                var result = await PostAsync(stopping);
                lock (results)
                {
                    results.Add(result);
                    report(result);
                }
            });
        return results;
    }

    public void Dispose() => http.Dispose();

    private async Task<SendResult> PostAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address) { Content = method == HttpMethod.Post ? new ReadOnlyMemoryContent(delivery.Body) : null };
        foreach (var (name, values) in delivery.Headers)
        {
            HttpHeaders? target = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? request.Content?.Headers : request.Headers;
            target?.TryAddWithoutValidation(name, values);
        }

        var start = clock.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, LongestText))).ReplaceLineEndings(" ").Trim();
            return new SendResult((int)response.StatusCode, text, clock.GetElapsedTime(start))
            {
                ContentType = response.Content.Headers.ContentType?.MediaType,
                Headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase),
            };
        }
        catch (HttpRequestException failure)
        {
            return new SendResult(0, Explain(failure), clock.GetElapsedTime(start));
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendResult(0, string.Create(CultureInfo.InvariantCulture, $"no answer within {Timeout.TotalSeconds} s"), clock.GetElapsedTime(start));
        }
    }

    private string Explain(HttpRequestException failure) => failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
        ? $"nothing listens at {address.GetLeftPart(UriPartial.Authority)}; start the receiver (dotnet run --project src/LocalHost), or give --url"
        : $"no answer: {failure.Message}";
}
