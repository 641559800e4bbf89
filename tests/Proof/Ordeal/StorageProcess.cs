using System.Diagnostics;
using LocalHost;
using LocalHost.Storage;
using Proof.Processes;

namespace Proof.Ordeal;

/// <summary>Azurite on ports and in a folder of its own, which outlive its being ended and started again.</summary>
internal sealed class StorageProcess : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("proof-storage-");
    private readonly DevelopmentStorage addresses;
    private readonly int queuePort = Port.Free();
    private readonly int tablePort = Port.Free();
    private readonly int blobPort = Port.Free();
    private Azurite? azurite;

    private StorageProcess() => addresses = DevelopmentStorage.From(ConnectionString)!;

    public string ConnectionString => DevelopmentAccount.At(queuePort, tablePort, blobPort);

    public Uri Queues => addresses.Queue;

    public Uri Tables => addresses.Table;

    public static async Task<StorageProcess> StartAsync(CancellationToken cancellationToken)
    {
        var started = new StorageProcess();
        await started.ResumeAsync(cancellationToken);
        return started;
    }

    /// <summary>
    /// Ends it. It is asked to, and then writes its data down: Azurite that is killed outright forgets what it confirmed in its last seconds,
    /// which no storage account does, and which no receiver could make good.
    /// </summary>
    public async Task EndAsync()
    {
        if (azurite is { } running)
        {
            azurite = null;
            await running.DisposeAsync();
        }
    }

    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        var script = await new NodeTools(RepositoryRoot.Find(), Console.WriteLine).InstallAzuriteAsync(cancellationToken);
        azurite = Azurite.Start(script, addresses, folder.FullName);
        var patience = Stopwatch.StartNew();
        while (await StorageProbe.ProbeAsync(addresses.Queue, cancellationToken) != ProbeResult.Storage || await StorageProbe.ProbeAsync(addresses.Table, cancellationToken) != ProbeResult.Storage)
        {
            if (azurite.HasExited || patience.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException($"Azurite did not start. {azurite.Output}");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        folder.Delete(recursive: true);
    }
}
