using System.Net;
using Functions.Tests.Receiving;

namespace Functions.Tests.Moving;

/// <summary>Two receivers with storage of their own; the sources valara and envless are moved from the first to the second.</summary>
internal sealed class Move : IAsyncDisposable
{
    private readonly string account;
    private readonly bool listen;

    private Move(string account, bool listen, ReceiverApp next) => (this.account, this.listen, New) = (account, listen, next);

    public static IReadOnlyList<string> Sources { get; } = ["valara", "envless"];

    public ScriptedHandler OldHandler { get; } = ScriptedHandler.Succeeding;

    public ScriptedHandler NewHandler { get; private init; } = ScriptedHandler.Succeeding;

    public ReceiverApp Old { get; private set; } = null!;

    public ReceiverApp New { get; }

    public ManualClock Clock => New.Clock;

    /// <summary>The old one admits, and the new one is deployed already.</summary>
    public static async Task<Move> StartAsync(
        string account, string newAccount, bool listen = false, string? movedFrom = null, Dictionary<string, string?>? oldSettings = null, Dictionary<string, string?>? newSettings = null)
    {
        var handler = ScriptedHandler.Succeeding;
        var settings = Sources.ToDictionary(source => $"Sources__{source}__MovedFrom", _ => (string?)(movedFrom ?? account));
        foreach (var (key, value) in newSettings ?? [])
        {
            settings[key] = value;
        }

        var next = await ReceiverApp.StartAsync(newAccount, settings, handler, listen);
        var move = new Move(account, listen, next) { NewHandler = handler };
        await move.StartOldAsync(oldSettings);
        return move;
    }

    public async Task CloseAsync(Dictionary<string, string?>? oldSettings = null)
    {
        await Old.DisposeAsync();
        var settings = Sources.ToDictionary(source => $"Sources__{source}__MovedTo", _ => (string?)AddressOf(New));
        foreach (var (key, value) in oldSettings ?? [])
        {
            settings[key] = value;
        }

        await StartOldAsync(settings);
    }

    public async Task ReopenAsync()
    {
        await Old.DisposeAsync();
        await StartOldAsync(null);
    }

    /// <summary>Closes, and waits until the new one takes over.</summary>
    public async Task FinishAsync(Dictionary<string, string?>? oldSettings = null)
    {
        await CloseAsync(oldSettings);
        Clock.Advance(TimeSpan.FromMinutes(2));
    }

    public static string AddressOf(ReceiverApp app) => app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public static async Task<(HttpStatusCode Status, string Word)> PostAsync(ReceiverApp app, SignedDelivery delivery)
    {
        using var answer = await app.PostAsync(delivery);
        return (answer.StatusCode, await ResponseWord.OfAsync(answer));
    }

    public async ValueTask DisposeAsync()
    {
        await Old.DisposeAsync();
        await New.DisposeAsync();
    }

    private async Task StartOldAsync(Dictionary<string, string?>? settings) => Old = await ReceiverApp.StartAsync(account, settings, OldHandler, listen, clock: Clock);
}
