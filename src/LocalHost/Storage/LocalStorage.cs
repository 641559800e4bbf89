using System.Diagnostics;
using LocalHost.Settings;

namespace LocalHost.Storage;

// Makes sure that development storage answers before the app starts.
internal sealed partial class LocalStorage(string root, Action<string> progress, ILogger<LocalStorage> logger) : IAsyncDisposable
{
    private Azurite? azurite;

    // For the start report.
    public string Description { get; private set; } = "from AzureWebJobsStorage";

    public async Task StartAsync(string? connectionString, CancellationToken cancellationToken)
    {
        if (DevelopmentStorage.From(connectionString) is not { } storage)
        {
            return;
        }

        if (await AnswersAsync(storage, cancellationToken))
        {
            Description = $"already running at {storage.Queue.Authority} (queues) and {storage.Table.Authority} (tables)";
            return;
        }

        var script = await new NodeTools(root, progress).InstallAzuriteAsync(cancellationToken);
        // Two emulators must not share files.
        var data = storage.IsDefault ? ".azurite" : Path.Combine(".azurite", $"{storage.Queue.Port}-{storage.Table.Port}");
        azurite = Azurite.Start(script, storage, Path.Combine(root, data));
        await WaitUntilAnswersAsync(azurite, storage, cancellationToken);
        azurite.OnDeath((exitCode, output) => Log.Died(logger, exitCode, output));
        Description = $"Azurite, started with LocalHost at {storage.Queue.Authority} (queues) and {storage.Table.Authority} (tables), data in {data}";
    }

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }

    private static async Task<bool> AnswersAsync(DevelopmentStorage storage, CancellationToken cancellationToken)
    {
        ProbeResult[] results = await Task.WhenAll(StorageProbe.ProbeAsync(storage.Queue, cancellationToken), StorageProbe.ProbeAsync(storage.Table, cancellationToken));
        var (queue, table) = (results[0], results[1]);
        foreach (var (endpoint, result) in new[] { (storage.Queue, queue), (storage.Table, table) })
        {
            if (result == ProbeResult.AnotherServer)
            {
                throw new CannotStartException($"Port {endpoint.Port} is used by a server that is not storage: stop it, or set AzureWebJobsStorage to a connection string with other ports.");
            }
        }

        return queue == table
            ? queue == ProbeResult.Storage
            : throw new CannotStartException(
                $"Storage answers at port {(queue == ProbeResult.Storage ? storage.Queue : storage.Table).Port} but not at port {(queue == ProbeResult.Storage ? storage.Table : storage.Queue).Port}: start Azurite with queues and tables, or stop it and let LocalHost start it.");
    }

    private static async Task WaitUntilAnswersAsync(Azurite azurite, DevelopmentStorage storage, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (await StorageProbe.ProbeAsync(storage.Queue, cancellationToken) != ProbeResult.Storage || await StorageProbe.ProbeAsync(storage.Table, cancellationToken) != ProbeResult.Storage)
        {
            if (azurite.HasExited || waited.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new CannotStartException($"Azurite did not start at ports {storage.Queue.Port} and {storage.Table.Port}. {azurite.Output}");
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Azurite, which LocalHost started, has ended with exit code {ExitCode}; nothing can be stored. Restart LocalHost. {Output}")]
        public static partial void Died(ILogger logger, int exitCode, string output);
    }
}
