using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Proof.Processes;

namespace Proof.Start;

/// <summary>What a start spends its time on, by what <see cref="StartTimeline" /> noted between the start of the process and its first 202.</summary>
internal static class StartPhases
{
    /// <summary>Each with the mark at which it ends. What is noted of other things is left out.</summary>
    private static readonly (string Name, Func<string, bool> End)[] Phases =
    [
        ("runtime", mark => mark == StartTimeline.RuntimeIsUp),
        ("program and functions", mark => mark == "Microsoft.Extensions.Hosting"),
        ("settings and presets", mark => mark == "HostBuilding"),
        ("dependency injection", mark => mark == "HostBuilt"),
        ("services, server, storage", mark => mark == "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start"),
        ("first delivery", mark => mark == StartTimeline.Asked),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Phases.Select(phase => phase.Name)];

    /// <summary>How long each phase took, and how many methods were compiled in it.</summary>
    public static async Task<IReadOnlyList<(TimeSpan Took, int Compiled)>> OfAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"proof-{Guid.NewGuid():N}");
        var environment = new Dictionary<string, string> { ["DOTNET_STARTUP_HOOKS"] = typeof(StartTimeline).Assembly.Location, [StartTimeline.Variable] = path };
        var marks = "";
        // All processes of a machine have the same monotonic clock.
        var last = (At: Stopwatch.GetTimestamp(), Compiled: 0);
        try
        {
            await FirstAnswer.AfterStartAsync(program, arguments, cancellationToken, environment, () => marks = Ask(path));
        }
        finally
        {
            File.Delete(path);
        }

        var lines = marks.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        var phases = new List<(TimeSpan, int)>();
        foreach (var (name, end) in Phases)
        {
            var mark = lines.Find(line => end(line[2])) ?? throw new InvalidOperationException($"Nothing ends the phase {name}: {marks}");
            var (at, compiled) = (long.Parse(mark[0], CultureInfo.InvariantCulture), int.Parse(mark[1], CultureInfo.InvariantCulture));
            phases.Add((Stopwatch.GetElapsedTime(last.At, at), compiled - last.Compiled));
            last = (at, compiled);
        }

        return phases;
    }

    private static string Ask(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        using var answer = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
        return answer.ReadToEnd();
    }
}
