namespace Functions;

/// <summary>The client that forwarded events go out with. It follows no redirect: a signed copy goes where settings say.</summary>
internal sealed class ForwardingHttp : IDisposable
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });

    public void Dispose() => Client.Dispose();
}
