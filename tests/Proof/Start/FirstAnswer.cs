using System.Diagnostics;
using System.Net.Sockets;
using Proof.Load;
using Proof.Processes;
using Proof.Speed;

namespace Proof.Start;

internal static class FirstAnswer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long it takes from starting the program to its first 202 for a delivery that is signed, and how much processor time: other load on the
    /// machine changes that less.
    /// </summary>
    public static async Task<(TimeSpan Elapsed, TimeSpan Processor)> AfterStartAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? environment = null, Action? then = null)
    {
        var (port, shot) = (Port.Free(), Shots.Make(Plan.Sender, 1024, 1)[0]);
        var clock = Stopwatch.StartNew();
        using var child = Child.DotNet(program, [.. arguments, "--urls", $"http://127.0.0.1:{port}"], environment, counting: false);
        while (true)
        {
            try
            {
                using var connection = new Connection(port);
                while (await connection.CallAsync(shot) != 202)
                {
                    await Task.Delay(1, cancellationToken);
                }

                var took = (clock.Elapsed, child.Processor);
                then?.Invoke();
                return took;
            }
            catch (Exception failure) when (failure is SocketException or IOException && clock.Elapsed < Patience && !child.HasExited)
            {
                await Task.Delay(1, cancellationToken);
            }
            catch (Exception failure) when (failure is SocketException or IOException)
            {
                throw new InvalidOperationException($"{program} did not come up. {child.LastWords}", failure);
            }
        }
    }
}
