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

    /// <summary>Waits until somebody answers in HTTP. That a connection opens says less: LocalHost tries its address before it listens.</summary>
    public static async Task AnswersAsync(int port, Child child, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/"), cancellationToken);
                return;
            }
            catch (HttpRequestException) when (waited.Elapsed < Patience && !child.HasExited)
            {
                await Task.Delay(20, cancellationToken);
            }
            catch (HttpRequestException)
            {
                throw new InvalidOperationException($"Nobody answers at port {port}. {child.LastWords}");
            }
        }
    }
}
