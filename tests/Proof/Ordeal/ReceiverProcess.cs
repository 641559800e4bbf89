using System.Diagnostics;
using System.Text.Json;
using LocalHost;

namespace Proof.Ordeal;

/// <summary>A receiver that runs as a process of its own, seen from outside.</summary>
internal sealed class ReceiverProcess : IDisposable
{
    private readonly Process process;

    private ReceiverProcess(Process process) => this.process = process;

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = null!;

    public bool IsAlive => !process.HasExited;

    /// <summary>Starts one; null when it was dead before it answered.</summary>
    public static async Task<ReceiverProcess?> StartAsync(ReceiverOrder order, CancellationToken cancellationToken)
    {
        var program = Environment.ProcessPath!;
        var itself = typeof(ReceiverProcess).Assembly.Location;
        var start = new ProcessStartInfo(
            program, Path.GetFileNameWithoutExtension(program) == "dotnet" ? [itself, ReceiverVerb.Name] : [ReceiverVerb.Name])
        {
            WorkingDirectory = RepositoryRoot.Find(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                [ReceiverOrder.Variable] = JsonSerializer.Serialize(order),
                // It lives for seconds: nothing that pays off later, and no files for a debugger, which a killed process leaves behind.
                ["DOTNET_EnableDiagnostics"] = "0",
                ["DOTNET_TieredPGO"] = "0",
                ["DOTNET_gcConcurrent"] = "0",
            },
        };
        if (order.ClockOffset is { } offset)
        {
            WrongClock.Set(start.Environment, offset);
        }

        var started = new ReceiverProcess(Process.Start(start)!);
        try
        {
            if (await started.process.StandardOutput.ReadLineAsync(cancellationToken) is { } address)
            {
                started.Address = new Uri(new Uri(address), "api/");
                return started;
            }
        }
        catch (OperationCanceledException)
        {
            started.Dispose();
            throw;
        }

        started.Dispose();
        return null;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }
}
