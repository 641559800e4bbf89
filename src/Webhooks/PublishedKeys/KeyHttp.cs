using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Webhooks.PublishedKeys;

/// <summary>Fetches what senders publish: a few kilobytes in a few seconds, without redirects, or nothing.</summary>
/// <param name="handler">Makes the calls; it must follow no redirect.</param>
/// <param name="roots">The authorities that certificates are trusted by; null for those of the system.</param>
public sealed class KeyHttp(HttpMessageHandler handler, X509Certificate2Collection? roots = null) : IDisposable
{
    private const int MostBytes = 128 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient http = new(handler) { Timeout = Patience, MaxResponseContentBufferSize = MostBytes };

    public KeyHttp() : this(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // An address of the sender is no reason to ask at another one.
        AllowAutoRedirect = false,
        UseCookies = false,
    })
    {
    }

    public X509Certificate2Collection? Roots => roots;

    public void Dispose() => http.Dispose();

    internal async Task<Fetched> GetAsync(Uri address)
    {
        try
        {
            using var answer = await http.GetAsync(address);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => new Fetched.Document(await answer.Content.ReadAsByteArrayAsync()),
                HttpStatusCode.NotFound or HttpStatusCode.Gone => new Fetched.Absent(),
                var status => new Fetched.Failed($"answered {(int)status}"),
            };
        }
        catch (HttpRequestException failure)
        {
            return new Fetched.Failed(failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded ? "it is over 128 KiB" : $"no answer: {failure.HttpRequestError}");
        }
        catch (OperationCanceledException)
        {
            return new Fetched.Failed("no answer in time");
        }
    }
}

internal abstract record Fetched
{
    public sealed record Document(byte[] Bytes) : Fetched;

    // The sender says that there is nothing at the address.
    public sealed record Absent : Fetched;

    public sealed record Failed(string Problem) : Fetched;
}
