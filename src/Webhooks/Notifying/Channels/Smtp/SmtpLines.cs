using System.Text;

namespace Webhooks.Notifying.Channels.Smtp;

/// <summary>Lines to and from a mail server, with patience for each and with bounds.</summary>
internal sealed class SmtpLines(Stream stream, TimeSpan patience, TimeProvider clock)
{
    private const int LongestLine = 2_000;
    private const int MostLines = 100;

    private readonly byte[] buffer = new byte[4096];
    private int start;
    private int end;

    /// <summary>Whether the server has said more than was asked for.</summary>
    public bool HasMore => end > start;

    /// <summary>A reply, over however many lines.</summary>
    public async Task<SmtpReply> ReadAsync(CancellationToken stop)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await ReadLineAsync(stop);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || (line.Length > 3 && line[3] is not (' ' or '-')))
            {
                throw new IOException("The server does not speak SMTP.");
            }

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new SmtpReply(code, lines);
            }
        }

        throw new IOException("The server's reply does not end.");
    }

    /// <summary>One command. What would make two of it is a fault of ours, whoever wrote the text.</summary>
    public Task WriteAsync(string command, CancellationToken stop) => command.Any(char.IsControl)
        ? throw new ArgumentException("A command of SMTP is one line.", nameof(command))
        : WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), stop);

    /// <summary>Bytes as they are.</summary>
    public Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop) => PatientlyAsync(
        async patient =>
        {
            await stream.WriteAsync(bytes, patient);
            await stream.FlushAsync(patient);
            return 0;
        },
        stop);

    private async Task<string> ReadLineAsync(CancellationToken stop)
    {
        var line = new List<byte>();
        while (true)
        {
            if (start == end)
            {
                (start, end) = (0, await PatientlyAsync(async patient => await stream.ReadAsync(buffer, patient), stop));
                if (end == 0)
                {
                    throw new IOException("The server ended the connection.");
                }
            }

            var one = buffer[start++];
            if (one == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one);
            if (line.Count > LongestLine)
            {
                throw new IOException("The server's line does not end.");
            }
        }
    }

    private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken stop)
    {
        using var tooLong = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, stop);
        try
        {
            return await act(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException("The mail server did not answer in time.");
        }
    }
}
