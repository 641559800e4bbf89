using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Proof.Processes;

/// <summary>A process that is measured: started, asked what it has used, and ended by its id.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;
    private readonly string? allocations;
    private readonly StringBuilder lastWords = new();
    private readonly Lock gate = new();
    private bool hasEnded;

    private Child(Process process, string? allocations)
    {
        (this.process, this.allocations) = (process, allocations);
        AppDomain.CurrentDomain.ProcessExit += End;
        _ = DrainAsync(process.StandardOutput);
        _ = DrainAsync(process.StandardError);
    }

    /// <summary>Processor time of all its threads so far, in user and kernel.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public int Id => process.Id;

    /// <summary>Bytes that are in memory now.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public bool HasExited => process.HasExited;

    public string LastWords
    {
        get
        {
            lock (lastWords)
            {
                return lastWords.ToString();
            }
        }
    }

    /// <summary>A .NET program, within a limit if there is one; with <paramref name="counting" /> it can be asked for <see cref="Allocated" />.</summary>
    public static Child DotNet(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, bool counting = true, MemoryLimit? limit = null, string? folder = null)
    {
        var socket = counting ? Path.Combine(Path.GetTempPath(), $"proof-{Guid.NewGuid():N}") : null;
        var variables = new Dictionary<string, string>(environment ?? new Dictionary<string, string>());
        if (socket is not null)
        {
            (variables["DOTNET_STARTUP_HOOKS"], variables[StartupHook.Variable]) = (typeof(StartupHook).Assembly.Location, socket);
        }

        string[] command = [Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet", program, .. arguments];
        command = limit?.Around(command, variables) ?? command;
        return new(Start(command[0], command[1..], variables, folder), socket);
    }

    public static Child Node(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment) => new(Start("node", arguments, environment, null), null);

    /// <summary>Bytes the process has allocated so far; null when it was not asked to count.</summary>
    public long? Allocated()
    {
        if (allocations is null)
        {
            return null;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(allocations));
        var answer = new byte[32];
        return long.Parse(Encoding.ASCII.GetString(answer, 0, socket.Receive(answer)), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= End;
        End(null, EventArgs.Empty);
        process.Dispose();
        if (allocations is not null)
        {
            File.Delete(allocations);
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string? folder)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    // When this process is ended, the exit and whoever disposes of the child come here at the same time; an exception in the one would leave
    // all other children running.
    private void End(object? sender, EventArgs e)
    {
        lock (gate)
        {
            if (!hasEnded && !process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            hasEnded = true;
        }
    }

    // In large pieces: a line for each delivery must cost the measuring process next to nothing.
    private async Task DrainAsync(StreamReader output)
    {
        var piece = new char[16 * 1024];
        while (await output.ReadAsync(piece) is > 0 and var length)
        {
            lock (lastWords)
            {
                lastWords.Append(piece, 0, length);
                lastWords.Remove(0, Math.Max(0, lastWords.Length - 4000));
            }
        }
    }
}
