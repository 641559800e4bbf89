using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.NetworkInformation;

namespace LocalHost.Storage;

// The storage emulator as a child process.
internal sealed class Azurite : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = [];
    private volatile bool isStopping;

    private Azurite(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => process.HasExited;

    public string Output => string.Join(' ', output).Trim();

    public static Azurite Start(string script, DevelopmentStorage storage, string data)
    {
        Directory.CreateDirectory(data);
        return new(new ProcessStartInfo(NodeTools.Find("node"),
        [
            "--require", Path.Combine(AppContext.BaseDirectory, "guard.cjs"), script,
            "--blobHost", storage.Blob?.Host ?? "127.0.0.1", "--blobPort", $"{PortOf(storage.Blob)}",
            "--queueHost", storage.Queue.Host, "--queuePort", $"{storage.Queue.Port}",
            "--tableHost", storage.Table.Host, "--tablePort", $"{storage.Table.Port}",
            "--location", data,
            "--skipApiVersionCheck", "--disableTelemetry", "--silent",
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
    }

    // Azurite cannot leave blobs out. Where nobody asks for them, and where another server has their port, any free one does: only large bodies need them.
    private static int PortOf(Uri? blobs) =>
        blobs is null || IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(taken => taken.Port == blobs.Port) ? 0 : blobs.Port;

    public void OnDeath(Action<int, string> report)
    {
        process.Exited += (_, _) =>
        {
            if (!isStopping)
            {
                report(process.ExitCode, Output);
            }
        };
        process.EnableRaisingEvents = true;
    }

    // Lets it save its data; kills it after 5 s.
    public async ValueTask DisposeAsync()
    {
        isStopping = true;
        process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await process.WaitForExitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        output.Enqueue(line.Data ?? "");
        while (output.Count > 20)
        {
            output.TryDequeue(out _);
        }
    }
}
