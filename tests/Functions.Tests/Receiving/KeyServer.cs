using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Webhooks.PublishedKeys;

namespace Functions.Tests.Receiving;

/// <summary>The addresses at which senders publish their keys, as a test says.</summary>
internal sealed class KeyServer : HttpMessageHandler
{
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>By address; null for 404.</summary>
    public Func<string, HttpResponseMessage?> Answer { get; set; } = _ => null;

    public static HttpResponseMessage Document(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text) };

    public Action<IServiceCollection> Instead(X509Certificate2Collection? roots = null) =>
        services => services.Replace(ServiceDescriptor.Singleton(new KeyHttp(this, roots)));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Enqueue(request.RequestUri!.AbsoluteUri);
        return Task.FromResult(Answer(request.RequestUri.AbsoluteUri) ?? new HttpResponseMessage(HttpStatusCode.NotFound));
    }
}
