using Functions.Tests.Notifying;
using Functions.Tests.Processing;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Processing;
using Webhooks.Rotating;
using Webhooks.Tests;

namespace Functions.Tests.Documents;

/// <summary>What each step of an event's life asks of storage, under the names that docs/cost.md calculates with.</summary>
internal static class MeasuredSteps
{
    private const int SourcesOfTheApp = 5;
    private const int FurtherShards = 8;

    public static IReadOnlyDictionary<string, Func<Azurite, Task<StorageTally>>> All { get; } = new Dictionary<string, Func<Azurite, Task<StorageTally>>>
    {
        ["accept"] = azurite => OfAsync(azurite, app => app.PostAsync(From.Envless())),
        ["accept_nonce"] = azurite => OfAsync(azurite, app => app.PostAsync(From.Valara())),
        ["duplicate"] = azurite => OfAsync(azurite, app => app.PostAsync(From.Envless()), before: app => app.PostAsync(From.Envless())),
        ["replay"] = azurite => OfAsync(azurite, app => app.PostAsync(From.Valara()), before: app => app.PostAsync(From.Valara())),
        ["refuse"] = azurite => OfAsync(azurite, app => app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=00")), until: seen => seen.Table > 0),
        ["process"] = azurite => OfAsync(azurite, app => app.ProcessAsync(), before: app => app.PostAsync(From.StandardWebhooks())),
        ["process_board"] = azurite => OfAsync(azurite, app => app.ProcessAsync(), before: app => app.PostAsync(From.FastPix())),
        ["process_board_nonce"] = azurite => OfAsync(azurite, app => app.ProcessAsync(), before: app => app.PostAsync(Listing())),
        ["fail"] = azurite => OfAsync(azurite, app => app.ProcessAsync(), before: app => app.PostAsync(From.StandardWebhooks()), handler: ScriptedHandler.Failing()),
        ["dead_letter"] = azurite => OfAsync(azurite, app => app.ProcessAsync(), before: app => app.PostAsync(From.StandardWebhooks()), handler: Hopeless()),
        ["notice"] = azurite => OfChannelAsync(azurite, async app =>
        {
            await app.TellAsync(NotifyingApp.Failed());
            await app.DrainAsync();
        }),
        ["flush_channel"] = azurite => OfChannelAsync(azurite, app => app.App.FlushNotificationsAsync()),
        ["secret_use"] = azurite => OfAsync(azurite, FlushSecretUsesAsync, before: app => app.PostAsync(From.Envless())),
        ["ready"] = azurite => OfAsync(azurite, app => app.Http.GetAsync("health/ready")),
        ["sweep"] = async azurite => await SweptAsync(azurite, shards: 1) - (await PartitionAsync(azurite) * SourcesOfTheApp),
        ["sweep_partition"] = PartitionAsync,
        ["strand"] = azurite => BeyondIdleAsync(azurite, events: 1, From.Envless, TimeSpan.FromMinutes(2), isProcessed: false),
        ["remove_100_nonces"] = azurite => BeyondIdleAsync(azurite, events: 100, From.Valara, TimeSpan.FromHours(1)),
        ["remove_100_events"] = azurite => BeyondIdleAsync(azurite, events: 100, From.Envless, TimeSpan.FromDays(31)),
    };

    private static SignedDelivery Listing() => From.Valara().WithBody(body => body["data"]!["status"] = "Active");

    private static ScriptedHandler Hopeless() => new((_, _) => throw new PermanentFailureException("no"));

    private static Task FlushSecretUsesAsync(ReceiverApp app) => app.Services.GetRequiredService<SecretUses>().FlushAsync(CancellationToken.None);

    private static Task<StorageTally> OfAsync(
        Azurite azurite, Func<ReceiverApp, Task> step, Func<ReceiverApp, Task>? before = null, ScriptedHandler? handler = null, Func<StorageTally, bool>? until = null) =>
        InAppAsync(azurite, handler: handler, measure: async (storage, app) =>
        {
            await (before?.Invoke(app) ?? Task.CompletedTask);
            return await StorageTally.OfAsync(storage, () => step(app), until);
        });

    private static async Task<StorageTally> OfChannelAsync(Azurite azurite, Func<NotifyingApp, Task> step)
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        return await InAppAsync(azurite, NotifyingApp.Slack(slack), measure: (storage, app) => StorageTally.OfAsync(storage, () => step(new(app))));
    }

    private static Task<StorageTally> SweptAsync(Azurite azurite, int shards) =>
        InAppAsync(azurite, new() { ["Sources__envless__Shards"] = $"{shards}" }, measure: (storage, app) => StorageTally.OfAsync(storage, app.SweepAsync));

    private static async Task<StorageTally> PartitionAsync(Azurite azurite) =>
        (await SweptAsync(azurite, shards: 1 + FurtherShards) - await SweptAsync(azurite, shards: 1)) / FurtherShards;

    /// <summary>What a sweep asks for beyond an idle one, when there are events of an age.</summary>
    private static Task<StorageTally> BeyondIdleAsync(Azurite azurite, int events, Func<SignedDelivery> from, TimeSpan age, bool isProcessed = true) =>
        InAppAsync(azurite, measure: async (storage, app) =>
        {
            var idle = await StorageTally.OfAsync(storage, app.SweepAsync);
            foreach (var number in Enumerable.Range(0, events))
            {
                await app.PostAsync(from().About($"evt_{number}"));
            }

            await (isProcessed ? (Task)app.ProcessAsync() : app.Queue.ClearMessagesAsync());
            app.Clock.Advance(age);
            return await StorageTally.OfAsync(storage, app.SweepAsync) - idle;
        });

    private static async Task<StorageTally> InAppAsync(
        Azurite azurite,
        Dictionary<string, string?>? settings = null,
        ScriptedHandler? handler = null,
        Func<FaultyStorage, ReceiverApp, Task<StorageTally>>? measure = null)
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        // The test's own clients, which play the host's queue listener, go past what is counted. What writes each half minute, whatever
        // the test does, is measured by itself.
        await using var app = await ReceiverApp.StartAsync(
            storage.ConnectionString, settings, handler, directConnectionString: account,
            overrides: services => services.Remove(services.Single(service => service.ImplementationType?.Name == "SecretUseWriter")));
        return await measure!(storage, app);
    }
}
