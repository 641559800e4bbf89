using System.Net;
using System.Net.Sockets;

namespace Proof.Growth;

/// <summary>Passes bytes on to storage and back, and counts the answers and their bytes: what an operation costs in the cloud, where requests and rows read are what grows.</summary>
internal sealed class Relay : IDisposable
{
    private static readonly byte[] Answer = "HTTP/1.1 "u8.ToArray();

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource cancellationToken = new();
    private readonly int target;
    private long answers;
    private long bytes;

    public Relay(int target)
    {
        this.target = target;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public (long Answers, long Bytes) Seen => (Interlocked.Read(ref answers), Interlocked.Read(ref bytes));

    public void Dispose()
    {
        cancellationToken.Cancel();
        listener.Dispose();
        cancellationToken.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await listener.AcceptTcpClientAsync(cancellationToken.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient { NoDelay = true })
        {
            try
            {
                client.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, target, cancellationToken.Token);
                await Task.WhenAny(CopyAsync(client.GetStream(), server.GetStream(), count: false), CopyAsync(server.GetStream(), client.GetStream(), count: true));
            }
            catch (Exception over) when (over is IOException or SocketException or OperationCanceledException)
            {
                // Either side has hung up.
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool count)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken.Token) is > 0 and var read)
        {
            if (count)
            {
                Interlocked.Add(ref bytes, read);
                // A batch has answers within its answer; those begin after a blank line, and so does none of ours.
                if (buffer.AsSpan(0, read).StartsWith(Answer))
                {
                    Interlocked.Increment(ref answers);
                }
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken.Token);
        }
    }
}
