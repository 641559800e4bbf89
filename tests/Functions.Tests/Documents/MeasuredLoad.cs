using Functions.Tests.Senders;

namespace Functions.Tests.Documents;

/// <summary>What sixteen events of one partition ask of storage that come at once, while each request takes a moment.</summary>
internal static class MeasuredLoad
{
    private const int Events = 16;

    // Under what makes the next group start beside the one that is under way.
    private static readonly Fault Slow = Fault.SlowAnswer(TimeSpan.FromMilliseconds(120));

    public static IReadOnlyDictionary<string, Func<SharedAzurite, Task<StorageTally>>> All { get; } = new Dictionary<string, Func<SharedAzurite, Task<StorageTally>>>
    {
        ["accept_16"] = azurite => MeasuredSteps.InAppAsync(azurite, measure: async (storage, app) =>
        {
            // The first of a connection and of a program takes its time.
            await PostAsync(app, "old");
            return await StorageTally.OfAsync(storage, () => PostAsync(app, "new"), each: Slow);
        }),
        ["process_16"] = azurite => MeasuredSteps.InAppAsync(azurite, measure: async (storage, app) =>
        {
            await PostAsync(app, "old");
            await ProcessAsync(app);
            await PostAsync(app, "new");
            return await StorageTally.OfAsync(storage, () => ProcessAsync(app), each: Slow);
        }),
    };

    private static Task PostAsync(ReceiverApp app, string name) => Task.WhenAll(Enumerable.Range(0, Events).Select(async number =>
    {
        var (id, listing) = ($"{name}_{number}", $"{name}{1000 + number}");
        using var answer = await app.PostAsync(
            ValaraDeliveries.Listing().WithBody(body => (body["event_id"], body["nonce"], body["data"]!["listing_id"], body["data"]!["listing_number"]) = (id, id, id, listing)) with { Id = id });
        answer.EnsureSuccessStatusCode();
    }));

    // As the host does with a batch.
    private static async Task ProcessAsync(ReceiverApp app) =>
        await Task.WhenAll((await app.Queue.ReceiveMessagesAsync(Events)).Value.Select(message => app.ProcessAsync(message.Body.ToString())));
}
