using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Webhooks.Counting;
using Webhooks.Notifying;
using Webhooks.Notifying.Channels;
using Webhooks.Notifying.Flooding;
using Webhooks.Processing;
using Webhooks.PublishedKeys;
using Webhooks.Receiving;
using Webhooks.Redacting;
using Webhooks.Refusing;
using Webhooks.Rotating;
using Webhooks.Status;
using Webhooks.Telemetry;

namespace Webhooks.Composition;

/// <summary>Registers the receiver's core, folder by folder.</summary>
public static class CoreServices
{
    public static IServiceCollection AddCounting(this IServiceCollection services) => services
        .AddSingleton<DeliveryCounters>()
        .AddSingleton<WebhookMetrics>()
        .AddSingleton<CounterFlush>()
        .AddSingleton<IHostedService>(Periodic<CounterFlush>("counts", TimeSpan.FromSeconds(10), counters => counters.FlushAsync))
        .AddSingleton<RollupMerger>();

    public static IServiceCollection AddReceiving(this IServiceCollection services, IReadOnlyList<Source> sources) => services
        .AddSingleton(new SourceCatalog(sources))
        .AddSingleton(BodyMemories.OfThisProcess())
        .AddHostedService<AnnouncedSources>()
        .AddSingleton<IDeliveryObserver, DeliveryWatch>()
        .AddSingleton<UnacknowledgedNonces>()
        .AddSingleton<IHostedService>(Periodic<UnacknowledgedNonces>("which nonces were not acknowledged", TimeSpan.FromSeconds(1), nonces => nonces.FlushAsync))
        .AddSingleton<EventRecorder>()
        .AddSingleton<PassingOn>()
        .AddSingleton<RefusedKeeper>()
        .AddSingleton<LineLimit>()
        .AddSingleton<IHostedService>(Periodic<LineLimit>("how many lines were left out of the log", TimeSpan.FromMinutes(1), limit => limit.FlushAsync))
        .AddHostedService<RefusedWriter>()
        .AddSingleton<SecretUses>()
        .AddSingleton<IHostedService>(Periodic<SecretUses>("the use of secrets", TimeSpan.FromSeconds(30), uses => uses.FlushAsync))
        .AddSingleton<RefusedSignatures>()
        .AddSingleton<IHostedService>(Periodic<RefusedSignatures>("refused signatures", TimeSpan.FromSeconds(10), signatures => signatures.FlushAsync))
        .AddSingleton<AdmissionLog>()
        .AddSingleton<HandshakeResponder>()
        .AddSingleton(_ => new KeyHttp())
        .AddSingleton<KeyCache>()
        .AddHostedService<KeyRefresh>()
        .AddSingleton<Receiver>();

    public static IServiceCollection AddProcessing(this IServiceCollection services, ProcessingOptions options, RedactionOptions redaction) => services
        .AddSingleton(options)
        .AddSingleton(redaction)
        .AddSingleton<Redactor>()
        .AddSingleton(Random.Shared)
        .AddSingleton<Backoff>()
        .AddSingleton<DeadLetters>()
        .AddSingleton<HandlerCatalog>()
        .AddHostedService(provider => provider.GetRequiredService<HandlerCatalog>())
        .AddSingleton<PausedHandlers>()
        .AddSingleton<HandlerActivity>()
        .AddSingleton<IHostedService>(Periodic<HandlerActivity>("the activity of handlers", TimeSpan.FromSeconds(30), activity => activity.FlushAsync))
        .AddSingleton<HandlerSweep>()
        .AddSingleton<LiveRuns>()
        .AddSingleton<OverdueRuns>()
        .AddSingleton<IHostedService>(Periodic<OverdueRuns>("handlers that ignore their timeout", OverdueRuns.Interval(options), runs => runs.HoldAsync))
        .AddSingleton<RunEnd>()
        .AddSingleton<DueEvents>()
        .AddSingleton<Processor>()
        .AddSingleton<PoisonMessages>()
        .AddSingleton<Sweeper>();

    public static IServiceCollection AddStatusBoard(this IServiceCollection services, StatusOptions options) => services
        .AddSingleton(options)
        .AddSingleton<StatusSweeper>();

    public static IServiceCollection AddNotifications(this IServiceCollection services, NotificationOptions options)
    {
        services
            .AddSingleton(options)
            .AddSingleton(provider => new ChannelHttp(provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<ChannelCatalog>()
            .AddSingleton<Notifier>()
            .AddSingleton<ReceiverNotices>()
            .AddSingleton<IProcessingObserver>(provider => provider.GetRequiredService<ReceiverNotices>())
            .AddSingleton<BrokenSecrets>()
            .AddSingleton<NoticePump>()
            .AddSingleton<INoticeOutbox>(provider => provider.GetRequiredService<NoticePump>())
            .AddHostedService(provider => provider.GetRequiredService<NoticePump>())
            .AddSingleton<NotificationLog>()
            .AddSingleton<FloodGate>()
            .AddSingleton<MessageSender>()
            .AddSingleton<ChannelTester>()
            .AddSingleton<NotificationFlush>();
        foreach (var channel in options.Channels)
        {
            services.AddSingleton(provider =>
                ChannelFactory.Create(channel, provider.GetRequiredService<ChannelHttp>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IThreadLedger>()));
        }

        return services;
    }

    private static Func<IServiceProvider, PeriodicWriter> Periodic<T>(string what, TimeSpan period, Func<T, Func<CancellationToken, Task>> flush)
        where T : notnull => provider => new PeriodicWriter(
            what, period, flush(provider.GetRequiredService<T>()), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PeriodicWriter>>());
}
