using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Webhooks;
using Webhooks.Operating;

namespace Cli.Operating;

/// <summary>Talks to the operator's API of a receiver.</summary>
internal sealed class OperatorClient : IDisposable
{
    private const int LongestProblem = 1000;

    // Azure's load balancer gives up after 230 s; whoever waits longer waits for nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(230);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
    private readonly Uri receiver;

    public OperatorClient(Uri receiver, string? key)
    {
        this.receiver = receiver;
        http.BaseAddress = new Uri(receiver.AbsoluteUri.TrimEnd('/') + "/api/operator/");
        if (key is not null)
        {
            http.DefaultRequestHeaders.Add("x-functions-key", key);
        }
    }

    public Task<T> GetAsync<T>(string path, IEnumerable<(string Name, string? Value)> query, JsonTypeInfo<T> type, CancellationToken stop)
    {
        var given = query.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}");
        return SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{path}?{string.Join('&', given)}"), type, stop);
    }

    public Task<TAnswer> PostAsync<TBody, TAnswer>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, CancellationToken stop)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, type, stop);
    }

    public void Dispose() => http.Dispose();

    private async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken stop)
    {
        using (request)
        {
            try
            {
                using var answer = await http.SendAsync(request, stop);
                var body = await answer.Content.ReadAsByteArrayAsync(stop);
                return answer.IsSuccessStatusCode
                    ? JsonSerializer.Deserialize(body, type) ?? throw new JsonException()
                    : throw new UnansweredException(Explain(answer, body));
            }
            catch (HttpRequestException failure)
            {
                throw new UnansweredException(
                    $"No answer from {receiver} ({failure.Message}). Start the receiver (dotnet run --project src/LocalHost), or give its address by --url.");
            }
            catch (JsonException)
            {
                throw new UnansweredException($"{receiver} answered something that is not this API's; check --url, and that receiver and hook are of one version.");
            }
            catch (TaskCanceledException) when (!stop.IsCancellationRequested)
            {
                throw new UnansweredException($"No answer from {receiver} within {Patience.TotalSeconds} s. The same command again goes on where this one ended.");
            }
        }
    }

    private string Explain(HttpResponseMessage answer, byte[] body) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            $"{receiver} wants a function key: give --key, or set HOOK_KEY (az functionapp keys list shows it).",
        _ when Problem(answer, body) is { } problem => Printable.Of(problem.Detail, LongestProblem),
        HttpStatusCode.NotFound => $"{receiver} has no operator API at this address; check --url.",
        var status => $"{receiver} answered {(int)status}; its log says why. The same command may be given again.",
    };

    private static OperatorProblem? Problem(HttpResponseMessage answer, byte[] body)
    {
        try
        {
            return answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                ? JsonSerializer.Deserialize(body, OperatorJson.Default.OperatorProblem)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
