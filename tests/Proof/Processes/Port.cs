using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Proof.Processes;

internal static class Port
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until somebody listens.</summary>
    public static async Task ListensAsync(int port, Child child, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, port, stop);
                return;
            }
            catch (SocketException) when (waited.Elapsed < Patience && !child.HasExited)
            {
                await Task.Delay(20, stop);
            }
            catch (SocketException)
            {
                throw new InvalidOperationException($"Nobody listens at port {port}. {child.LastWords}");
            }
        }
    }
}
