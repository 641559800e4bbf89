using Proof.Processes;

namespace Proof.Growth;

/// <summary>Azurite, its tables behind a <see cref="Relay" /> that counts what is asked of them.</summary>
internal sealed class Emulator : IDisposable
{
    private readonly Storage azurite;

    private Emulator(Storage azurite, Relay tables) => (this.azurite, Tables) = (azurite, tables);

    public Relay Tables { get; }

    /// <summary>Past the relay.</summary>
    public string Direct => azurite.ConnectionString;

    /// <summary>For the app.</summary>
    public required string Counted { get; init; }

    public static async Task<Emulator> StartAsync(CancellationToken stop)
    {
        var (queue, table) = (Port.Free(), Port.Free());
        var relay = new Relay(table);
        return new(await Storage.AzuriteAsync(queue, table, stop), relay) { Counted = DevelopmentAccount.At(queue, relay.Port) };
    }

    public void Dispose()
    {
        azurite.Dispose();
        Tables.Dispose();
    }
}
