namespace Functions.Driver;

/// <summary>One emulator for the whole run, so that test classes run side by side: each test has a storage account of its own.</summary>
public sealed class SharedAzurite : IAsyncLifetime
{
    private static readonly Lazy<Task<Azurite>> Started = new(StartAsync);
    private Azurite? azurite;

    public string ConnectionString => azurite!.ConnectionString;

    public int QueuePort => azurite!.QueuePort;

    public int TablePort => azurite!.TablePort;

    /// <summary>An account nobody has used yet: apps that run side by side must not take each other's messages.</summary>
    public string NewAccount() => azurite!.NewAccount();

    async Task IAsyncLifetime.InitializeAsync()
    {
        // The fixture is made even when each of its tests is skipped.
        if (Azurite.Missing is null)
        {
            azurite = await Started.Value;
        }
    }

    // It ends with the process.
    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    // A port that was free a moment ago may be taken by another test's process: then with others.
    private static async Task<Azurite> StartAsync()
    {
        for (var tries = 1; ; tries++)
        {
            var azurite = new Azurite();
            try
            {
                await azurite.StartAsync();
                return azurite;
            }
            catch (HttpRequestException) when (tries < 3)
            {
                azurite.Stop();
            }
        }
    }
}
