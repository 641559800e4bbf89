using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Webhooks.Signatures.Deliveries;

namespace Cli.Sending;

/// <summary>The answer to one delivery; status 0 when there was none.</summary>
internal sealed record Answer(int Number, int Status, string Text, TimeSpan Took)
{
    public bool IsGood => Status is >= 200 and < 300;
}

/// <summary>Posts a delivery as often as asked, some at once, and says what came back.</summary>
internal sealed class Poster(Uri address, Delivery delivery, CliContext context) : IDisposable
{
    private const int MostShown = 2048;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };

    public async Task<IReadOnlyList<Answer>> PostAsync(int repeat, int parallel, Action<Answer> report, CancellationToken cancellationToken)
    {
        var answers = new List<Answer>();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, repeat),
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken },
            async (number, stopping) =>
            {
                var answer = await PostAsync(number, stopping);
                lock (answers)
                {
                    answers.Add(answer);
                    report(answer);
                }
            });
        return answers;
    }

    public void Dispose() => http.Dispose();

    private async Task<Answer> PostAsync(int number, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(delivery.Body) };
        foreach (var (name, values) in delivery.Headers)
        {
            HttpHeaders target = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? request.Content.Headers : request.Headers;
            target.TryAddWithoutValidation(name, values);
        }

        var start = context.Clock.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return new Answer(number, (int)response.StatusCode, TerminalText(text), context.Clock.GetElapsedTime(start));
        }
        catch (HttpRequestException failure)
        {
            return new Answer(number, 0, Explained(failure), context.Clock.GetElapsedTime(start));
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Answer(number, 0, string.Create(CultureInfo.InvariantCulture, $"no answer within {Patience.TotalSeconds} s"), context.Clock.GetElapsedTime(start));
        }
    }

    private string Explained(HttpRequestException failure) => failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
        ? $"nothing listens at {address.GetLeftPart(UriPartial.Authority)}; start the receiver (dotnet run --project src/LocalHost), or give --url"
        : $"no answer: {failure.Message}";

    private static string TerminalText(byte[] body) => Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, MostShown))).ReplaceLineEndings(" ").Trim();
}
