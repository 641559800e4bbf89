namespace Functions.Composition;

// It follows no redirect: a signed copy goes only where the settings say.
internal sealed class ForwardingHttp : IDisposable
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });

    public void Dispose() => Client.Dispose();
}
