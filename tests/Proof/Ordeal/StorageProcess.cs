using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LocalHost;
using LocalHost.Storage;

namespace Proof.Ordeal;

/// <summary>Azurite on ports and in a folder of its own, which outlive its being ended and started again.</summary>
internal sealed class StorageProcess : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("proof-storage-");
    private readonly DevelopmentStorage addresses;
    private readonly int queuePort = FreePort();
    private readonly int tablePort = FreePort();
    private Azurite? azurite;

    private StorageProcess() => addresses = DevelopmentStorage.From(ConnectionString)!;

    public string ConnectionString => ConnectionStringOf($"127.0.0.1:{queuePort}", $"127.0.0.1:{tablePort}");

    public Uri Queues => addresses.Queue;

    public Uri Tables => addresses.Table;

    public static string ConnectionStringOf(string queues, string tables) =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"QueueEndpoint=http://{queues}/devstoreaccount1;TableEndpoint=http://{tables}/devstoreaccount1;";

    public static async Task<StorageProcess> StartAsync(CancellationToken stop)
    {
        var started = new StorageProcess();
        await started.ResumeAsync(stop);
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

    public async Task ResumeAsync(CancellationToken stop)
    {
        var script = await new NodeTools(RepositoryRoot.Find(), Console.WriteLine).InstallAzuriteAsync(stop);
        azurite = Azurite.Start(script, addresses, folder.FullName);
        var patience = Stopwatch.StartNew();
        while (await Endpoint.LookAsync(addresses.Queue, stop) != Presence.Storage || await Endpoint.LookAsync(addresses.Table, stop) != Presence.Storage)
        {
            if (azurite.HasExited || patience.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException($"Azurite did not start. {azurite.LastWords}");
            }

            await Task.Delay(50, stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
