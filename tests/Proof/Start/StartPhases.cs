using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Proof.Processes;

namespace Proof.Start;

/// <summary>What a start spends its time on: the marks of <see cref="StartTimeline" />, between the start of the process and its first 202.</summary>
internal static class StartPhases
{
    public static async Task<IReadOnlyList<StartMark>> OfAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"proof-{Guid.NewGuid():N}");
        var environment = new Dictionary<string, string> { ["DOTNET_STARTUP_HOOKS"] = typeof(StartTimeline).Assembly.Location, [StartTimeline.Variable] = path };
        var marks = "";
        var began = Stopwatch.GetTimestamp();
        try
        {
            await FirstAnswer.AfterStartAsync(program, arguments, cancellationToken, environment, () => marks = Ask(path));
        }
        finally
        {
            File.Delete(path);
        }

        return [.. marks.Split('\n').Select(line => Read(line, began))];
    }

    private static string Ask(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        using var answer = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
        return answer.ReadToEnd();
    }

    // All processes of a machine have the same monotonic clock.
    private static StartMark Read(string line, long began)
    {
        var parts = line.Split('\t');
        return new(
            parts[3],
            Stopwatch.GetElapsedTime(began, long.Parse(parts[0], CultureInfo.InvariantCulture)),
            TimeSpan.FromTicks(long.Parse(parts[1], CultureInfo.InvariantCulture)),
            int.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}

/// <param name="What">How far the process had got.</param>
/// <param name="At">Since it was started.</param>
/// <param name="Compiling">For how long it had compiled methods by then.</param>
/// <param name="Compiled">How many.</param>
internal sealed record StartMark(string What, TimeSpan At, TimeSpan Compiling, int Compiled);
