using Proof.Processes;

namespace Proof.Growth;

/// <summary>Azurite or the stub, its tables behind a <see cref="Relay" /> that counts what is asked of them.</summary>
internal sealed class Emulator : IDisposable
{
    private readonly Storage storage;

    private Emulator(Storage storage, Relay tables) => (this.storage, Tables) = (storage, tables);

    public string Name => storage.Name;

    public Relay Tables { get; }

    /// <summary>Past the relay.</summary>
    public string Direct => storage.ConnectionString;

    /// <summary>For the app.</summary>
    public required string Counted { get; init; }

    public static async Task<Emulator> StubAsync(CancellationToken cancellationToken)
    {
        var port = Port.Free();
        var relay = new Relay(port);
        return new(await Storage.StubAtAsync(port, cancellationToken), relay) { Counted = DevelopmentAccount.At($"http://127.0.0.1:{port}/q", $"http://127.0.0.1:{relay.Port}/t") };
    }

    public static async Task<Emulator> AzuriteAsync(CancellationToken cancellationToken)
    {
        var (queue, table) = (Port.Free(), Port.Free());
        var relay = new Relay(table);
        return new(await Storage.AzuriteAsync(queue, table, cancellationToken), relay) { Counted = DevelopmentAccount.At(queue, relay.Port) };
    }

    public void Dispose()
    {
        storage.Dispose();
        Tables.Dispose();
    }
}
