using Functions.Http;
using Functions.Operating;
using Functions.Reporting;
using Functions.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Webhooks.Composition;
using Webhooks.Forwarding;
using Webhooks.Monitoring;
using Webhooks.Notifying;
using Webhooks.Operating;
using Webhooks.OperatorPage;
using Webhooks.Processing;
using Webhooks.Raw;
using Webhooks.Readmitting;
using Webhooks.Redriving;
using Webhooks.Senders;
using Webhooks.Senders.Envless;
using Webhooks.Settings;
using Webhooks.Storage;
using Webhooks.Storage.Composition;
using Webhooks.Telemetry;

namespace Functions.Composition;

/// <summary>The only composition root: the worker, LocalHost and the tests differ in nothing else.</summary>
public static class ReceiverServices
{
    /// <summary>Adds the receiver. Throws <see cref="OptionsValidationException" /> when a setting is wrong: an app that cannot verify must not start.</summary>
    public static IServiceCollection AddReceiver(this IServiceCollection services, IConfiguration configuration) =>
        services.AddReceiver(new SettingsReader(configuration.AsEnumerable()));

    /// <summary>The same, by a reader that then knows every setting the app asks for: the reference of settings is held against it.</summary>
    internal static IServiceCollection AddReceiver(this IServiceCollection services, SettingsReader settings)
    {
        var sources = SourceSettings.Read(settings);
        var processing = ProcessingSettings.Read(settings);
        var forwarding = ForwardingSettings.Read(settings);
        var redaction = RedactionSettings.Read(settings);
        var status = StatusSettings.Read(settings);
        var endpoints = EndpointSettings.Read(settings);
        var notifications = NotificationSettings.Read(settings, NotificationRules.All);
        var health = HealthSettings.Read(settings);
        var otlp = OtlpSettings.Read(settings);
        var operating = OperatorSettings.Read(settings);
        // Last: connections are being opened meanwhile, and the first client of a table costs the most.
        var storage = StorageConnection.Read(settings);
        storage?.RequireBlobs(settings, sources);
        storage?.RequireEarlier(settings, sources);
        settings.RefuseNearMisses();
        if (settings.Problems.Count > 0)
        {
            throw new OptionsValidationException("Settings", typeof(ReceiverServices), settings.Problems);
        }

        return services
            .AddFrontDoor()
            .AddStorage(storage!)
            .AddCounting()
            .AddReceiving(sources)
            .AddProcessing(processing, redaction)
            .AddStatusBoard(status)
            .AddHandlers(forwarding, endpoints)
            .AddNotifications(notifications)
            .AddOperating(operating)
            .AddMonitoring(health, otlp);
    }

    private static IServiceCollection AddFrontDoor(this IServiceCollection services) => services
        .Configure<KestrelServerOptions>(FrontDoorServer.Configure)
        .AddHostedService<RejectedRequests>();

    // A team's own handler is one class and one line here.
    private static IServiceCollection AddHandlers(
        this IServiceCollection services, IReadOnlyList<ForwardingOptions> forwarding, EndpointFailureRule endpoints)
    {
        services.AddSingleton(endpoints).AddSingleton<IEventHandler, SenderHandler>()
            .AddSingleton<IEventSections, SenderSections>().AddSingleton<IContractCheck, SenderContracts>().AddSingleton<IEventOwners, SenderOwners>();
        foreach (var target in forwarding)
        {
            services.AddSingleton<IEventHandler>(provider =>
                new ForwardHandler(target, provider.GetRequiredService<ForwardingHttp>().Client, provider.GetRequiredService<TimeProvider>()));
        }

        return services.AddSingleton<ForwardingHttp>();
    }

    private static IServiceCollection AddOperating(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton(options)
        .AddSingleton<OverviewReader>()
        .AddSingleton<DrainedReader>()
        .AddSingleton<Redriver>()
        .AddSingleton<Readmitter>()
        .AddSingleton<EventDetails>()
        .AddSingleton<RefusedDetails>()
        .AddSingleton<RawDeliveries>()
        .AddSingleton<RawAccess>()
        .AddSingleton<BoardReader>()
        .AddSingleton<StatusClearing>()
        .AddSingleton<HandlersReader>()
        .AddSingleton<HandlerPausing>()
        .AddSingleton<StatusRemoval>()
        .AddSingleton<Fragments>()
        .AddSingleton<OperatorApi>();

    private static IServiceCollection AddMonitoring(this IServiceCollection services, HealthOptions health, OtlpOptions? otlp)
    {
        services
            .AddSingleton(health)
            .AddSingleton<Readiness>()
            .AddHostedService<ClockWatch>()
            .AddSingleton<HostMetrics>()
            .AddHostedService<NotificationReport>();
        return otlp is null ? services : services.AddOtlpExport(otlp);
    }
}
