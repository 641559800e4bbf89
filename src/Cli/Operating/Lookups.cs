using Cli.Rendering;
using Webhooks.Raw;

namespace Cli.Operating;

// What several verbs look up by id.
internal static class Lookups
{
    public static async Task<IReadOnlyList<string>> SourceNamesAsync(this OperatorClient client, CancellationToken cancellationToken) =>
        [.. (await client.GetAsync<SourcesView>("sources", [], cancellationToken)).Sources.Select(known => known.Name)];

    public static Task<EventView?> FindEventAsync(this OperatorClient client, string source, string id, CancellationToken cancellationToken) =>
        FindAsync(() => client.GetAsync<EventView>($"events/{Uri.EscapeDataString(source)}", [("id", id)], cancellationToken));

    public static Task<RefusedView?> FindRefusedAsync(this OperatorClient client, string source, string id, CancellationToken cancellationToken) =>
        FindAsync(() => client.GetAsync<RefusedView>($"refused/{Uri.EscapeDataString(source)}", [("id", id)], cancellationToken));

    // With nothing redacted; the receiver records who read it.
    public static Task<RawDelivery?> FindRawAsync(this OperatorClient client, string source, string id, string who, CancellationToken cancellationToken) =>
        FindAsync(() => client.GetAsync<RawDelivery>($"raw/{Uri.EscapeDataString(source)}", [("id", id), ("who", who)], cancellationToken));

    public static ReceiverException NotFound(string id, string? source, IReadOnlyList<string> known) => source is null || known.Contains(source, StringComparer.OrdinalIgnoreCase)
        ? new ReceiverException($"No event and no refused delivery has the id '{TerminalText.Id(id)}'{(source is null ? "" : $" in '{source}'")}. `hook search {TerminalText.Id(id)}` finds it by other ids; refused deliveries are kept for three days.")
        : new ReceiverException(SourcesView.Unknown(source, known));

    private static async Task<T?> FindAsync<T>(Func<Task<T>> get)
        where T : class
    {
        try
        {
            return await get();
        }
        catch (ReceiverException failure) when (failure.IsNotFound)
        {
            return null;
        }
    }
}
