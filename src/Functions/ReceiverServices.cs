using Functions.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Webhooks;
using Webhooks.Processing;
using Webhooks.Receiving;
using Webhooks.Redriving;
using Webhooks.Refusing;
using Webhooks.Rotating;
using Webhooks.Settings;

namespace Functions;

/// <summary>The only composition root: the worker, LocalHost and the tests differ in nothing else.</summary>
public static class ReceiverServices
{
    /// <summary>Adds the receiver. Throws <see cref="OptionsValidationException" /> when a setting is wrong: an app that cannot verify must not start.</summary>
    public static IServiceCollection AddReceiver(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = new SettingsReader(configuration.AsEnumerable());
        var storage = StorageConnection.Read(settings);
        var sources = SourceSettings.Read(settings);
        var processing = ProcessingSettings.Read(settings);
        if (settings.Problems.Count > 0)
        {
            throw new OptionsValidationException("Settings", typeof(ReceiverServices), settings.Problems);
        }

        return services
            .AddSingleton(TimeProvider.System)
            .AddSingleton<WebhookMetrics>()
            .AddStorage(storage!)
            .AddReceiving(sources)
            .AddProcessing(processing)
            .AddOperating();
    }

    private static IServiceCollection AddStorage(this IServiceCollection services, StorageConnection storage) => services
        .AddSingleton(storage)
        .AddSingleton<PreparedStorage>()
        .AddHostedService(provider => provider.GetRequiredService<PreparedStorage>())
        .AddSingleton<IEventLedger, TableEventLedger>()
        .AddSingleton<IAttemptLedger, TableAttemptLedger>()
        .AddSingleton<ISweepLedger, TableSweepLedger>()
        .AddSingleton<IDeadLetterLedger, TableDeadLetterLedger>()
        .AddSingleton<IRefusedLedger, TableRefusedLedger>()
        .AddSingleton<ISecretUseLedger, TableSecretUseLedger>()
        .AddSingleton<IEventQueue, StorageEventQueue>();

    private static IServiceCollection AddReceiving(this IServiceCollection services, IReadOnlyList<Source> sources) => services
        .AddSingleton(new SourceCatalog(sources))
        .AddHostedService<AnnouncedSources>()
        .AddSingleton<EventRecorder>()
        .AddSingleton<RefusedKeeper>()
        .AddHostedService<RefusedWriter>()
        .AddSingleton<SecretUses>()
        .AddHostedService<SecretUseWriter>()
        .AddSingleton<Receiver>();

    private static IServiceCollection AddProcessing(this IServiceCollection services, ProcessingOptions options) => services
        .AddSingleton(options)
        .AddSingleton(Random.Shared)
        .AddSingleton<Backoff>()
        .AddSingleton<Processor>()
        .AddSingleton<Sweeper>();

    private static IServiceCollection AddOperating(this IServiceCollection services) => services
        .AddSingleton<Redriver>()
        .AddSingleton<Readmitter>();
}
