using System.Diagnostics;
using LocalHost;
using LocalHost.Storage;

namespace Proof.Growth;

/// <summary>Azurite as a child, in memory, behind <see cref="Relay" />s that count what is asked of it.</summary>
internal sealed class Emulator : IDisposable
{
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private readonly Process process;

    private Emulator(Process process, Relay tables, int table, int queue)
    {
        (this.process, Tables) = (process, tables);
        AppDomain.CurrentDomain.ProcessExit += End;
        Direct = Connection(table, queue);
        Counted = Connection(tables.Port, queue);
    }

    public Relay Tables { get; }

    /// <summary>Past the relay.</summary>
    public string Direct { get; }

    /// <summary>For the app.</summary>
    public string Counted { get; }

    public static async Task<Emulator> StartAsync(CancellationToken stop)
    {
        var script = await new NodeTools(RepositoryRoot.Find(), Console.WriteLine).InstallAzuriteAsync(stop);
        var (queue, table) = (Relay.FreePort(), Relay.FreePort());
        var process = Process.Start(new ProcessStartInfo(
            NodeTools.Find("node"),
            [
                "--max-old-space-size=8192", script, "--blobPort", "0", "--queuePort", $"{queue}", "--tablePort", $"{table}",
                "--inMemoryPersistence", "--extentMemoryLimit", "1024", "--skipApiVersionCheck", "--disableTelemetry", "--silent",
            ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var emulator = new Emulator(process, new Relay(table), table, queue);
        var (queues, tables) = (new Uri($"http://127.0.0.1:{queue}/devstoreaccount1"), new Uri($"http://127.0.0.1:{table}/devstoreaccount1"));
        while (await Endpoint.LookAsync(queues, stop) != Presence.Storage || await Endpoint.LookAsync(tables, stop) != Presence.Storage)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException("Azurite did not start.");
            }

            await Task.Delay(100, stop);
        }

        return emulator;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= End;
        End(null, EventArgs.Empty);
        Tables.Dispose();
        process.Dispose();
    }

    private void End(object? sender, EventArgs e)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }

    private static string Connection(int table, int queue) =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};QueueEndpoint=http://127.0.0.1:{queue}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{table}/devstoreaccount1;";
}
