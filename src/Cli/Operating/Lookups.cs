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
