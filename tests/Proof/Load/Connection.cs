using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Proof.Load;

/// <summary>
/// One kept-alive HTTP connection. Bare bytes: the client's own costs must not hide the server's. The only client there is keeps its thread
/// and waits in the kernel: threads of a pool look about for work before they sleep, and where processors are few they would take those
/// that the server and its storage need.
/// </summary>
internal sealed class Connection : ICaller
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[16 * 1024];
    private readonly bool isAlone;

    public Connection(int port, bool isAlone = false)
    {
        this.isAlone = isAlone;
        socket.Connect(IPAddress.Loopback, port);
    }

    public async Task<int> CallAsync(Shot shot)
    {
        for (var sent = 0; sent < shot.Request.Length;)
        {
            sent += await SendAsync(shot.Request.AsMemory(sent));
        }

        var length = 0;
        while (true)
        {
            var read = await ReceiveAsync(buffer.AsMemory(length));
            length += read > 0 ? read : throw new IOException("The server hung up.");
            if (IsWhole(buffer.AsSpan(0, length)))
            {
                return int.Parse(buffer.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes) => isAlone ? new(socket.Send(bytes.Span)) : socket.SendAsync(bytes);

    private ValueTask<int> ReceiveAsync(Memory<byte> room) => isAlone ? new(socket.Receive(room.Span)) : socket.ReceiveAsync(room);

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = Encoding.ASCII.GetString(answer[..end]);
        var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return answer.EndsWith("0\r\n\r\n"u8) || head.StartsWith("HTTP/1.1 204", StringComparison.Ordinal);
        }

        var digits = head[(at + "Content-Length: ".Length)..].Split('\r')[0];
        return answer.Length >= end + 4 + int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
