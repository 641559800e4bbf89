using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Http;

internal static class ListenAddress
{
    /// <summary>Before anything else is started, so that a taken port leaves nothing behind and is told in one sentence.</summary>
    public static void Check(string url)
    {
        try
        {
            var address = Read(url);
            using var listener = new TcpListener(Interface(address.Host), address.Port);
            listener.Start();
        }
        catch (SocketException failure)
        {
            var why = failure.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "something listens there already",
                SocketError.AccessDenied => "this user may not listen at that port",
                SocketError.AddressNotAvailable => "this machine has no such address",
                _ => failure.Message,
            };
            throw new CannotStartException($"LocalHost cannot listen at {url}: {why}. Stop that, or choose another address, for example --urls http://127.0.0.1:7072.", failure);
        }
    }

    private static BindingAddress Read(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme == Uri.UriSchemeHttp && !address.IsUnixPipe && address.PathBase.Length == 0 && address.Port <= IPEndPoint.MaxPort && !url.Contains(';', StringComparison.Ordinal))
            {
                return address;
            }
        }
        catch (FormatException)
        {
            // Said below, in words that help.
        }

        throw new CannotStartException($"--urls: '{url}' is nothing to listen at; write one plain http address and a port, without a path, for example --urls http://127.0.0.1:7072.");
    }

    /// <summary>All interfaces are heard at "[::]" or "0.0.0.0", but nobody can call that.</summary>
    public static Uri ToCall(string url) => new(url.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));

    private static IPAddress Interface(string host) =>
        host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out var address) ? address : IPAddress.Any;
}
