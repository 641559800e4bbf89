using System.Net.Sockets;
using System.Text;

namespace Functions.Tests;

/// <summary>A request written by hand, so that its framing, its pace and its bytes can be anything.</summary>
internal sealed class RawRequest : IAsyncDisposable
{
    private readonly TcpClient connection;

    private RawRequest(TcpClient connection) => this.connection = connection;

    private NetworkStream Stream => connection.GetStream();

    /// <summary>Sends the head of a delivery to the source of its scheme's name; headers go out as Latin-1.</summary>
    public static async Task<RawRequest> BeginAsync(ReceiverApp app, SignedDelivery delivery, string framing)
    {
        var head = new StringBuilder($"POST /api/webhooks/{delivery.Scheme.Name} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{framing}\r\n");
        foreach (var (name, values) in delivery.Deliver().Headers)
        {
            head.AppendJoin("", values.Select(value => $"{name}: {value}\r\n"));
        }

        return await BeginAsync(app.Http.BaseAddress!, Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()));
    }

    public static async Task<RawRequest> BeginAsync(Uri address, byte[] bytes)
    {
        var request = new RawRequest(new TcpClient());
        await request.connection.ConnectAsync(address.Host, address.Port);
        await request.SendAsync(bytes);
        return request;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await Stream.WriteAsync(bytes);

    /// <summary>Sends so many bytes at once, and then waits.</summary>
    public async Task SendSlowlyAsync(byte[] bytes, int atOnce, TimeSpan wait)
    {
        foreach (var some in bytes.Chunk(atOnce))
        {
            await SendAsync(some);
            await Task.Delay(wait);
        }
    }

    /// <summary>All that is answered until the connection ends. Who closes a connection with bytes unread resets it, after the answer.</summary>
    public async Task<string> AnswerAsync()
    {
        var (answer, piece) = (new StringBuilder(), new byte[4096]);
        try
        {
            while (await Stream.ReadAsync(piece) is > 0 and var length)
            {
                answer.Append(Encoding.UTF8.GetString(piece, 0, length));
            }
        }
        catch (IOException) when (answer.Length > 0)
        {
        }

        return answer.ToString();
    }

    public void HangUp(bool reset)
    {
        if (reset)
        {
            connection.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        connection.Close();
    }

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
