using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cli.Operating;

/// <summary>Talks to the operator's API of a receiver.</summary>
internal sealed class OperatorClient : IDisposable
{
    // Azure's load balancer gives up after 230 s; whoever waits longer waits for nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(230);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
    private readonly Uri receiver;
    private readonly Explanation explain;

    public OperatorClient(Uri receiver, Pass pass)
    {
        (this.receiver, explain) = (receiver, new Explanation(receiver, pass));
        http.BaseAddress = new Uri(receiver.AbsoluteUri.TrimEnd('/') + "/api/operator/");
        if (pass.Key is not null)
        {
            http.DefaultRequestHeaders.Add("x-functions-key", pass.Key);
        }

        if (pass.Token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", pass.Token);
        }
    }

    public async Task<T> GetAsync<T>(string path, IEnumerable<(string Name, string? Value)> query, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        (await GetAsync(path, query, null, type, cancellationToken)).Value!;

    /// <summary>The answer and its ETag; no answer when it is still the one of the given ETag.</summary>
    public Task<(T? Value, EntityTagHeaderValue? Tag)> GetAsync<T>(
        string path, IEnumerable<(string Name, string? Value)> query, EntityTagHeaderValue? known, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var given = query.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}");
        var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?{string.Join('&', given)}");
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        return SendAsync(request, type, cancellationToken);
    }

    public async Task<TAnswer> PostAsync<TBody, TAnswer>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return (await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, type, cancellationToken)).Value!;
    }

    public void Dispose() => http.Dispose();

    private async Task<(T? Value, EntityTagHeaderValue? Tag)> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using (request)
        {
            try
            {
                using var answer = await http.SendAsync(request, cancellationToken);
                if (answer.StatusCode == HttpStatusCode.NotModified)
                {
                    return (default, answer.Headers.ETag);
                }

                var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
                return answer.IsSuccessStatusCode
                    ? (JsonSerializer.Deserialize(body, type) ?? throw new JsonException(), answer.Headers.ETag)
                    : throw explain.Refusal(answer, body);
            }
            catch (HttpRequestException failure)
            {
                throw explain.Silence(failure);
            }
            catch (JsonException)
            {
                throw new UnansweredException($"{receiver} answered something that is not this API's; check --url, and that receiver and hook are of one version.");
            }
            catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new UnansweredException($"No answer from {receiver} within {Patience.TotalSeconds} s. The same command again goes on where this one ended.") { MayPass = true };
            }
        }
    }
}
