using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using LocalHost.Settings;

namespace LocalHost.Http;

internal static class ListenAddress
{
    // Before anything else is started, so that a port in use leaves nothing behind.
    public static void Check(string url)
    {
        try
        {
            var address = Read(url);
            if (!IsOfThisMachine(address.Host))
            {
                throw new CannotStartException(
                    $"--urls: '{address.Host}' is not a name of this machine, and Kestrel would listen at all addresses instead. Write 127.0.0.1, an address of this machine, or * for all of them.");
            }

            using var listener = new TcpListener(Interface(address.Host), address.Port);
            listener.Start();
        }
        catch (SocketException failure)
        {
            var reason = failure.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "the port is in use",
                SocketError.AccessDenied => "this user may not use that port",
                SocketError.AddressNotAvailable => "this machine has no such address",
                _ => failure.Message,
            };
            throw new CannotStartException($"LocalHost cannot listen at {url}: {reason}. Stop the other program, or choose another address, for example --urls http://127.0.0.1:7072.", failure);
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
            // Reported below.
        }

        throw new CannotStartException($"--urls: '{url}' is not an address to listen at; write one http address and a port, without a path, for example --urls http://127.0.0.1:7072.");
    }

    // "[::]" and "0.0.0.0" are addresses to listen at, but not to call.
    public static Uri ToCall(string url) => new(url.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));

    // Where other machines can call it; null when none can.
    public static string? External(string url)
    {
        var address = Interface(BindingAddress.Parse(url).Host);
        return IPAddress.IsLoopback(address) ? null
            : address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? "all addresses of this machine"
            : address.ToString();
    }

    // As Kestrel reads a host: it does not look names up.
    private static IPAddress Interface(string host) =>
        IsLocalhost(host) ? IPAddress.Loopback : IPAddress.TryParse(host, out var address) ? address : IPAddress.Any;

    private static bool IsLocalhost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    // Whether an address is one of this machine's is checked by listening.
    private static bool IsOfThisMachine(string host) => host is "*" or "+" || IsLocalhost(host) || IPAddress.TryParse(host, out _) || ResolvesHere(host);

    private static bool ResolvesHere(string name)
    {
        try
        {
            var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(item => item.GetIPProperties().UnicastAddresses).Select(item => item.Address).ToHashSet();
            return Array.Exists(Dns.GetHostAddresses(name), address => IPAddress.IsLoopback(address) || own.Contains(address));
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException)
        {
            // Not a name, or unknown.
            return false;
        }
    }
}
