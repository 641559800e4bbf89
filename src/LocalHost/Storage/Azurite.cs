using System.Collections.Concurrent;
using System.Diagnostics;

namespace LocalHost.Storage;

/// <summary>The storage emulator as our child.</summary>
internal sealed class Azurite : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = [];

    private Azurite(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => process.HasExited;

    public string LastWords => string.Join(' ', output).Trim();

    public static Azurite Start(string script, DevelopmentStorage storage, string data)
    {
        Directory.CreateDirectory(data);
        return new(new ProcessStartInfo(NodeTools.Find("node"),
        [
            "--require", Path.Combine(AppContext.BaseDirectory, "guard.cjs"), script,
            // The app has no blobs, and Azurite has no switch to leave them out: any free port will do.
            "--blobPort", "0",
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

    /// <summary>Lets it write its data down; kills it when it takes too long.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
