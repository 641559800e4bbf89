using Azure.Data.Tables;
using LocalHost;
using LocalHost.Storage;
using Webhooks.Settings;
using Webhooks.Storage;

namespace Proof.Processes;

/// <summary>Storage as a process of its own: Azurite, or the stub that answers from memory.</summary>
internal sealed class Storage : IDisposable
{
    private readonly HttpClient http = new();
    private readonly Child child;
    private readonly Uri? stub;

    private Storage(string name, Child child, string connectionString, Uri? stub) => (Name, this.child, ConnectionString, this.stub) = (name, child, connectionString, stub);

    /// <summary>Azurite, and then the stub.</summary>
    public static IReadOnlyList<(string Name, Func<CancellationToken, Task<Storage>> Start)> Both { get; } = [("Azurite", AzuriteAsync), ("stub", StubAsync)];

    public string Name { get; }

    public string ConnectionString { get; }

    /// <summary>Processor time of its process so far.</summary>
    public TimeSpan Processor => child.Processor;

    /// <summary>Whether it can be asked how often it was asked.</summary>
    public bool Counts => stub is not null;

    public static Task<Storage> AzuriteAsync(CancellationToken cancellationToken) => AzuriteAsync(Port.Free(), Port.Free(), cancellationToken);

    public static async Task<Storage> AzuriteAsync(int queue, int table, CancellationToken cancellationToken)
    {
        var script = await new NodeTools(RepositoryRoot.Find(), Console.WriteLine).InstallAzuriteAsync(cancellationToken);
        var child = Child.Node(
            [script, "--blobPort", "0", "--queuePort", $"{queue}", "--tablePort", $"{table}", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"],
            new Dictionary<string, string> { ["NODE_OPTIONS"] = "--max-old-space-size=8192" });
        await Port.AnswersAsync(queue, child, cancellationToken);
        await Port.AnswersAsync(table, child, cancellationToken);
        return new("Azurite", child, DevelopmentAccount.At(queue, table), null);
    }

    public static Task<Storage> StubAsync(CancellationToken cancellationToken) => StubAtAsync(Port.Free(), cancellationToken);

    public static async Task<Storage> StubAtAsync(int port, CancellationToken cancellationToken)
    {
        var child = Child.DotNet(typeof(Storage).Assembly.Location, ["stub", $"http://127.0.0.1:{port}"], counting: false);
        await Port.AnswersAsync(port, child, cancellationToken);
        return new("stub", child, DevelopmentAccount.At($"http://127.0.0.1:{port}/q", $"http://127.0.0.1:{port}/t"), new($"http://127.0.0.1:{port}/"));
    }

    /// <summary>To look into what was written.</summary>
    public TableClient Table(string name) => StorageConnection.Read(new SettingsReader([new("AzureWebJobsStorage", ConnectionString)]))!.Table(name, retries: 3);

    /// <summary>How many requests the stub was sent so far.</summary>
    public async Task<long> AskedAsync(CancellationToken cancellationToken) =>
        long.Parse(await http.GetStringAsync(new Uri(stub!, "asked"), cancellationToken), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Has the stub forget what it keeps; Azurite keeps all, and is started anew instead.</summary>
    public Task ClearAsync(CancellationToken cancellationToken) => stub is null ? Task.CompletedTask : http.GetAsync(new Uri(stub, "clear"), cancellationToken);

    public void Dispose()
    {
        http.Dispose();
        child.Dispose();
    }
}
