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
            var address = BindingAddress.Parse(url);
            if (address.Scheme != Uri.UriSchemeHttp || address.IsUnixPipe || address.PathBase.Length > 0 || url.Contains(';', StringComparison.Ordinal))
            {
                throw new FormatException("it must be one plain http address without a path.");
            }

            using var listener = new TcpListener(Interface(address.Host), address.Port);
            listener.Start();
        }
        catch (FormatException failure)
        {
            throw new CannotStartException($"LocalHost cannot listen at {url}: {failure.Message} Choose an address, for example --urls http://127.0.0.1:7072.", failure);
        }
        catch (SocketException failure)
        {
            var why = failure.SocketErrorCode == SocketError.AddressAlreadyInUse ? "something listens there already" : failure.Message;
            throw new CannotStartException($"LocalHost cannot listen at {url}: {why}. Stop that, or choose another address, for example --urls http://127.0.0.1:7072.", failure);
        }
    }

    /// <summary>All interfaces are heard at "[::]" or "0.0.0.0", but nobody can call that.</summary>
    public static Uri ToCall(string url) => new(url.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));

    private static IPAddress Interface(string host) =>
        host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out var address) ? address : IPAddress.Any;
}
