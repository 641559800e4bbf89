using System.Diagnostics;

namespace LocalHost.Storage;

/// <summary>Sees to it that development storage answers before the app starts.</summary>
internal sealed class LocalStorage(string root, Action<string> say) : IAsyncDisposable
{
    private Azurite? azurite;

    /// <summary>What the developer reads about it.</summary>
    public string Description { get; private set; } = "as AzureWebJobsStorage says";

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

        var script = await new NodeTools(root, say).InstallAzuriteAsync(cancellationToken);
        // Two emulators must not share their files.
        var data = storage.IsUsual ? ".azurite" : Path.Combine(".azurite", $"{storage.Queue.Port}-{storage.Table.Port}");
        azurite = Azurite.Start(script, storage, Path.Combine(root, data));
        await UntilAnswersAsync(azurite, storage, cancellationToken);
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
        var (queue, table) = (await Endpoint.LookAsync(storage.Queue, cancellationToken), await Endpoint.LookAsync(storage.Table, cancellationToken));
        foreach (var (endpoint, presence) in new[] { (storage.Queue, queue), (storage.Table, table) })
        {
            if (presence == Presence.SomethingElse)
            {
                throw new CannotStartException($"Port {endpoint.Port} is taken by something that is not storage: stop it, or set AzureWebJobsStorage to a connection string with other ports.");
            }
        }

        return queue == table
            ? queue == Presence.Storage
            : throw new CannotStartException(
                $"Storage answers at port {(queue == Presence.Storage ? storage.Queue : storage.Table).Port} but not at port {(queue == Presence.Storage ? storage.Table : storage.Queue).Port}: start Azurite with queues and tables, or stop it and let LocalHost start it.");
    }

    private static async Task UntilAnswersAsync(Azurite azurite, DevelopmentStorage storage, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (await Endpoint.LookAsync(storage.Queue, cancellationToken) != Presence.Storage || await Endpoint.LookAsync(storage.Table, cancellationToken) != Presence.Storage)
        {
            if (azurite.HasExited || waited.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new CannotStartException($"Azurite did not start at ports {storage.Queue.Port} and {storage.Table.Port}. {azurite.LastWords}");
            }

            await Task.Delay(100, cancellationToken);
        }
    }
}
