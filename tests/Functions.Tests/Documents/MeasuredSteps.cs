using Functions.Tests.Notifying;
using Functions.Tests.Processing;
using Functions.Tests.Receiving;
using Functions.Tests.Senders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Webhooks;
using Webhooks.Counting;
using Webhooks.Events;
using Webhooks.Processing;
using Webhooks.Rotating;

namespace Functions.Tests.Documents;

/// <summary>What each step of an event's life asks of storage, under the names that docs/cost.md calculates with.</summary>
internal static class MeasuredSteps
{
    private const int SourcesOfTheApp = 5;
    private const int FurtherShards = 8;

    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static IReadOnlyDictionary<string, Func<SharedAzurite, Task<StorageTally>>> All { get; } = new Dictionary<string, Func<SharedAzurite, Task<StorageTally>>>
    {
        ["accept"] = azurite => OfAsync(azurite, app => app.PostAsync(From.Envless())),
        ["accept_nonce"] = azurite => OfAsync(azurite, app => app.PostAsync(From.Valara())),
        ["duplicate"] = azurite => OfAsync(azurite, app => app.PostAsync(From.Envless()), before: app => app.PostAsync(From.Envless())),
        ["duplicate_nonce"] = azurite => OfAsync(azurite, app => app.PostAsync(From.Valara().About(From.Valara().Id)), before: app => app.PostAsync(From.Valara())),
        ["replay"] = azurite => OfAsync(azurite, app => app.PostAsync(From.Valara()), before: app => app.PostAsync(From.Valara())),
        ["refuse"] = azurite => OfAsync(azurite, app => app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=00")), until: seen => seen.Table > 0),
        ["process"] = azurite => OfAsync(azurite, app => app.ProcessAsync(), before: app => app.PostAsync(From.StandardWebhooks())),
        ["accept_large"] = azurite => OfLargeAsync(azurite, app => app.PostAsync(LargeBodies.Delivery())),
        ["duplicate_large"] = azurite => OfLargeAsync(azurite, app => app.PostAsync(LargeBodies.Delivery()), before: app => app.PostAsync(LargeBodies.Delivery())),
        ["process_large"] = azurite => OfLargeAsync(azurite, app => app.ProcessAsync(), before: app => app.PostAsync(LargeBodies.Delivery())),
        ["remove_large"] = azurite => OfLargeAsync(azurite, SweepLaterAsync, before: async app =>
        {
            await SweepLaterAsync(app);
            await app.PostAsync(LargeBodies.Delivery() with { SentAt = app.Clock.GetUtcNow() });
            await app.ProcessAsync();
        }, less: SweepLaterAsync),
        ["process_board"] = azurite => OfAsync(azurite, app => app.ProcessAsync(), before: app => app.PostAsync(ValaraDeliveries.Listing())),
        ["process_board_again"] = azurite => OfAsync(azurite, app => app.ProcessAsync(), before: async app =>
        {
            await app.PostAsync(From.FastPix());
            await app.ProcessAsync();
            await app.PostAsync(From.FastPix().WithBody(body => body["id"] = "the next"));
        }),
        ["fail"] = azurite => OfAsync(azurite, app => app.ProcessAsync(), before: app => app.PostAsync(From.StandardWebhooks()), handler: ScriptedHandler.Failing()),
        ["dead_letter"] = azurite => OfAsync(azurite, app => app.ProcessAsync(), before: app => app.PostAsync(From.StandardWebhooks()), handler: Hopeless()),
        ["notice"] = azurite => OfChannelAsync(azurite, async app =>
        {
            await app.NotifyAsync(NotifyingApp.Failed());
            await app.DrainAsync();
        }),
        ["flush_channel"] = azurite => OfChannelAsync(azurite, app => app.App.FlushNotificationsAsync(), before: app => app.App.FlushNotificationsAsync()),
        ["expire_channel"] = async azurite =>
            await OfChannelAsync(azurite, app => app.App.FlushNotificationsAsync())
            - await OfChannelAsync(azurite, app => app.App.FlushNotificationsAsync(), before: app => app.App.FlushNotificationsAsync()),
        ["count"] = azurite => OfAsync(azurite, CountAsync, before: app => app.PostAsync(From.Envless())),
        ["secret_use"] = azurite => OfAsync(azurite, FlushSecretUsesAsync, before: app => app.PostAsync(From.Envless())),
        ["paused"] = azurite => OfAsync(azurite, app =>
        {
            app.Services.GetRequiredService<PausedHandlers>().Forget();
            return ReadPausedAsync(app);
        }),
        ["activity"] = azurite => OfAsync(azurite, app => app.Services.GetRequiredService<HandlerActivity>().FlushAsync(CancellationToken.None), before: async app =>
        {
            await app.PostAsync(From.FastPix());
            await app.ProcessAsync();
        }),
        ["ready"] = azurite => OfAsync(azurite, app => app.Http.GetAsync("health/ready")),
        ["sweep"] = async azurite => await SweptAsync(azurite, shards: 1) - (await PartitionAsync(azurite) * SourcesOfTheApp),
        ["sweep_partition"] = azurite => PartitionAsync(azurite),
        ["expire"] = async azurite => await ExpiredAsync(azurite, shards: 1) - (await ExpiredPartitionAsync(azurite) * SourcesOfTheApp),
        ["expire_partition"] = ExpiredPartitionAsync,
        ["idle_hour"] = IdleHourAsync,
        ["merge_counts"] = azurite => BeyondIdleAsync(azurite, TimeSpan.FromMinutes(3), async app =>
        {
            await app.PostAsync(From.Envless());
            await app.ProcessAsync();
            await CountAsync(app);
        }),
        ["forget_counts"] = async azurite => await SweptAsync(azurite, shards: 1, after: Hour) - await SweptAsync(azurite, shards: 1, after: TenMinutes),
        ["strand"] = azurite => BeyondIdleAsync(azurite, TimeSpan.FromMinutes(2), StrandAsync),
        ["remove_100_nonces"] = azurite => BeyondIdleAsync(azurite, Hour, async app =>
        {
            await app.PostAsync(From.Valara());
            await app.ProcessAsync();
            foreach (var number in Enumerable.Range(0, 100))
            {
                await app.PostAsync(From.Valara().About(From.Valara().Id, $"nonce {number}"));
            }
        }),
        ["remove_100_events"] = azurite => BeyondIdleAsync(azurite, TimeSpan.FromDays(31), app => ProcessHundredAsync(app, From.Envless)),
        ["remove_100_events_nonce"] = azurite => BeyondIdleAsync(azurite, TimeSpan.FromDays(31), app => ProcessHundredAsync(app, From.Valara)),
    };

    private static ScriptedHandler Hopeless() => new((_, _) => throw new PermanentFailureException("no"));

    private static Task ReadPausedAsync(ReceiverApp app) => app.Services.GetRequiredService<PausedHandlers>().RefreshAsync(CancellationToken.None);

    private static Task FlushSecretUsesAsync(ReceiverApp app) => app.Services.GetRequiredService<SecretUses>().FlushAsync(CancellationToken.None);

    private static Task<StorageTally> OfAsync(
        SharedAzurite azurite, Func<ReceiverApp, Task> step, Func<ReceiverApp, Task>? before = null, ScriptedHandler? handler = null, Func<StorageTally, bool>? until = null) =>
        InAppAsync(azurite, handler: handler, measure: async (storage, app) =>
        {
            await (before?.Invoke(app) ?? Task.CompletedTask);
            await ReadPausedAsync(app);
            return await StorageTally.OfAsync(storage, () => step(app), until);
        });

    private static Task<StorageTally> OfLargeAsync(
        SharedAzurite azurite, Func<ReceiverApp, Task> step, Func<ReceiverApp, Task>? before = null, Func<ReceiverApp, Task>? less = null) =>
        InAppAsync(azurite, LargeBodies.Allowed, measure: async (storage, app) =>
        {
            await (before?.Invoke(app) ?? Task.CompletedTask);
            await ReadPausedAsync(app);
            var all = await StorageTally.OfAsync(storage, () => step(app));
            return less is null ? all : all - await StorageTally.OfAsync(storage, () => less(app));
        });

    private static async Task SweepLaterAsync(ReceiverApp app)
    {
        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.SweepAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SweepAsync();
    }

    private static async Task<StorageTally> OfChannelAsync(SharedAzurite azurite, Func<NotifyingApp, Task> step, Func<NotifyingApp, Task>? before = null)
    {
        await using var slack = await ChannelEndpoint.StartAsync();
        return await InAppAsync(azurite, NotifyingApp.Slack(slack), measure: async (storage, app) =>
        {
            await (before?.Invoke(new(app)) ?? Task.CompletedTask);
            return await StorageTally.OfAsync(storage, () => step(new(app)));
        });
    }

    /// <summary>What the timers of an app ask for that has nothing to do, five sources and a channel, minute by minute.</summary>
    private static Task<StorageTally> IdleHourAsync(SharedAzurite azurite) => OfChannelAsync(azurite, step: PassHourAsync, before: PassHourAsync);

    private static async Task PassHourAsync(NotifyingApp app)
    {
        for (var minute = 0; minute < 60; minute++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.App.SweepAsync();
            await app.App.FlushNotificationsAsync();
        }
    }

    private static Task CountAsync(ReceiverApp app) => app.Services.GetRequiredService<CounterFlush>().FlushAsync(CancellationToken.None);

    private static async Task StrandAsync(ReceiverApp app)
    {
        await app.PostAsync(From.Envless());
        await app.Queue.ClearMessagesAsync();
    }

    private static async Task ProcessHundredAsync(ReceiverApp app, Func<SignedDelivery> from)
    {
        foreach (var number in Enumerable.Range(0, 100))
        {
            await app.PostAsync(from().About($"evt_{number}"));
        }

        await app.ProcessAsync();
    }

    /// <summary>What a sweep asks for, a time after another one.</summary>
    private static Task<StorageTally> SweptAsync(SharedAzurite azurite, int shards, TimeSpan after = default, Func<ReceiverApp, Task>? between = null) =>
        InAppAsync(azurite, new() { ["Sources__envless__Shards"] = $"{shards}" }, measure: async (storage, app) =>
        {
            await app.SweepAsync();
            await (between?.Invoke(app) ?? Task.CompletedTask);
            app.Clock.Advance(after);
            return await StorageTally.OfAsync(storage, app.SweepAsync);
        });

    private static async Task<StorageTally> PartitionAsync(SharedAzurite azurite, TimeSpan after = default) =>
        (await SweptAsync(azurite, shards: 1 + FurtherShards, after) - await SweptAsync(azurite, shards: 1, after)) / FurtherShards;

    /// <summary>What a sweep asks for to remove what is over, where nothing is, beyond what each one asks for.</summary>
    private static async Task<StorageTally> ExpiredAsync(SharedAzurite azurite, int shards) => await SweptAsync(azurite, shards, TenMinutes) - await SweptAsync(azurite, shards);

    private static async Task<StorageTally> ExpiredPartitionAsync(SharedAzurite azurite) => await PartitionAsync(azurite, TenMinutes) - await PartitionAsync(azurite);

    /// <summary>What a sweep asks for beyond one that finds nothing to do.</summary>
    private static async Task<StorageTally> BeyondIdleAsync(SharedAzurite azurite, TimeSpan after, Func<ReceiverApp, Task> between) =>
        await SweptAsync(azurite, shards: 1, after, between) - await SweptAsync(azurite, shards: 1, after);

    public static async Task<StorageTally> InAppAsync(
        SharedAzurite azurite,
        Dictionary<string, string?>? settings = null,
        ScriptedHandler? handler = null,
        Func<FaultyStorage, ReceiverApp, Task<StorageTally>>? measure = null)
    {
        var account = azurite.NewAccount();
        await using var storage = await FaultyStorage.BeforeAsync(account);
        // The test's own clients, which play the host's queue listener, go past what is counted.
        await using var app = await ReceiverApp.StartAsync(storage.ConnectionString, settings, handler, directConnectionString: account, overrides: RemoveWriters);
        return await measure!(storage, app);
    }

    // What these write after a time of their own, whatever the test does, is measured by itself.
    private static void RemoveWriters(IServiceCollection services)
    {
        // What is read each few seconds, too: for this reader time stands still.
        services.AddSingleton(provider => new PausedHandlers(
            provider.GetRequiredService<IHandlerLedger>(), provider.GetRequiredService<HandlerCatalog>(), new FakeTimeProvider(), Random.Shared));
        foreach (var writer in services.Where(service => service.ImplementationFactory?.GetType().GenericTypeArguments[1] == typeof(PeriodicWriter)).ToArray())
        {
            services.Remove(writer);
        }
    }
}
