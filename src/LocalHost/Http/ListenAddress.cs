using System.Net;
using System.Net.NetworkInformation;
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
            if (!IsOfThisMachine(address.Host))
            {
                throw new CannotStartException(
                    $"--urls: '{address.Host}' is no name of this machine, and Kestrel would listen at all addresses in its place. Write 127.0.0.1, an address of this machine, or * for all of them.");
            }

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

    /// <summary>Where others can call it; null when only this machine can.</summary>
    public static string? Reach(string url)
    {
        var address = Interface(BindingAddress.Parse(url).Host);
        return IPAddress.IsLoopback(address) ? null
            : address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? "all addresses of this machine"
            : address.ToString();
    }

    // What Kestrel makes of a host: it does not look names up.
    private static IPAddress Interface(string host) =>
        IsLocalhost(host) ? IPAddress.Loopback : IPAddress.TryParse(host, out var address) ? address : IPAddress.Any;

    private static bool IsLocalhost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    // Whether an address is one of this machine's, listening will tell.
    private static bool IsOfThisMachine(string host) => host is "*" or "+" || IsLocalhost(host) || IPAddress.TryParse(host, out _) || LeadsHere(host);

    private static bool LeadsHere(string name)
    {
        try
        {
            var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(one => one.GetIPProperties().UnicastAddresses).Select(one => one.Address).ToHashSet();
            return Array.Exists(Dns.GetHostAddresses(name), address => IPAddress.IsLoopback(address) || own.Contains(address));
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException)
        {
            // No name at all, or none that anybody knows.
            return false;
        }
    }
}
