using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Cli.Rendering;

namespace Cli.Operating;

// Calls the operator's API of a receiver.
internal sealed class OperatorClient : IDisposable
{
    // Azure's load balancer ends a request after 230 s.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(230);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout };
    private readonly Uri receiver;
    private readonly ReceiverErrors errors;
    private readonly Waiting? waiting;

    public OperatorClient(Uri receiver, Credentials credentials, Waiting? waiting = null)
    {
        this.waiting = waiting;
        (this.receiver, errors) = (receiver, new ReceiverErrors(receiver, credentials));
        http.BaseAddress = new Uri(receiver.AbsoluteUri.TrimEnd('/') + "/api/operator/");
        if (credentials.Key is not null)
        {
            http.DefaultRequestHeaders.Add("x-functions-key", credentials.Key);
        }

        if (credentials.Token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credentials.Token);
        }
    }

    public Uri Receiver => receiver;

    public string Page => receiver.AbsoluteUri.TrimEnd('/') + "/api/operator";

    public async Task<T> GetAsync<T>(string path, IEnumerable<(string Name, string? Value)> query, CancellationToken cancellationToken) =>
        (await GetAsync<T>(path, query, null, cancellationToken)).Value!;

    // Without a value when the response still has the known ETag.
    public Task<(T? Value, EntityTagHeaderValue? Tag)> GetAsync<T>(
        string path, IEnumerable<(string Name, string? Value)> query, EntityTagHeaderValue? known, CancellationToken cancellationToken)
    {
        var given = query.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}");
        var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?{string.Join('&', given)}");
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        return SendAsync<T>(request, cancellationToken);
    }

    public async Task<TResult> PostAsync<TBody, TResult>(string path, TBody body, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, OperatorJson.TypeInfo<TBody>()) };
        return (await SendAsync<TResult>(request, cancellationToken)).Value!;
    }

    public void Dispose() => http.Dispose();

    private Task<(T? Value, EntityTagHeaderValue? Tag)> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken) =>
        waiting is null ? AskAsync<T>(request, cancellationToken) : waiting.ForAsync($"Waiting for {receiver}", AskAsync<T>(request, cancellationToken));

    private async Task<(T? Value, EntityTagHeaderValue? Tag)> AskAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            try
            {
                using var response = await http.SendAsync(request, cancellationToken);
                if (response.StatusCode == HttpStatusCode.NotModified)
                {
                    return (default, response.Headers.ETag);
                }

                var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                return response.IsSuccessStatusCode
                    ? (JsonSerializer.Deserialize(body, OperatorJson.TypeInfo<T>()) ?? throw new JsonException(), response.Headers.ETag)
                    : throw errors.ErrorResponse(response, body);
            }
            catch (HttpRequestException failure)
            {
                throw errors.NoResponse(failure);
            }
            catch (JsonException)
            {
                throw new ReceiverException($"{receiver} answered, but is not this API; check --url, and that receiver and hook have the same version.");
            }
            catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ReceiverException($"No answer from {receiver} within {Timeout.TotalSeconds} s. The same command continues where this one stopped.") { IsTransient = true };
            }
        }
    }
}
