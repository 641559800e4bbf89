using System.CommandLine;
using System.Text.Json;
using Azure.Data.Tables;
using LocalHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Notifying.Flooding;
using Webhooks.Processing;
using Webhooks.Receiving;
using Webhooks.Redriving;
using Webhooks.Timing;

namespace Proof.Ordeal;

/// <summary>
/// The receiver that is killed: LocalHost with the product's own composition, a hurried clock, a handler and the tripwires. A process of its
/// own, so that nothing of it survives but what it wrote to storage.
/// </summary>
internal static class ReceiverVerb
{
    public const string Name = "receiver";

    public static Command Create()
    {
        var verb = new Command(Name, "The receiver that kill and faults start.") { Hidden = true };
        verb.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return verb;
    }

    private static async Task RunAsync(CancellationToken cancellationToken)
    {
        var order = JsonSerializer.Deserialize<ReceiverOrder>(Environment.GetEnvironmentVariable(ReceiverOrder.Variable)!)!;
        using var diary = new Diary(order.Diary);
        var fuse = new Fuse(order.Step, order.Times, diary);
        await using var app = await LocalHostApplication.StartAsync(
            LocalHost.HostedApp.Options with
            {
                Urls = "http://127.0.0.1:0",
                Settings = order.Settings.Append(new("AzureWebJobsStorage", order.ConnectionString)).ToDictionary(),
                Invisibility = TimeSpan.FromSeconds(4),
                Logging = logging => logging.SetMinimumLevel(LogLevel.None).ClearProviders(),
                Overrides = services => Override(services, order, fuse, diary),
            },
            cancellationToken);
        Console.WriteLine(app.BaseAddress);

        // It ends with its parent, however that ends.
        await Console.In.ReadToEndAsync(cancellationToken);
        Environment.Exit(0);
    }

    private static void Override(IServiceCollection services, ReceiverOrder order, Fuse fuse, Diary diary)
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(provider => new HurriedClock(order.Began, Broken.Is(Broken.Clock) ? TimeProvider.System : provider.GetRequiredService<StorageClock>())));
        services.AddSingleton(fuse).AddSingleton(diary);
        var effects = new TableClient(order.ConnectionString, EffectHandler.Table);
        foreach (var name in EffectHandler.Names)
        {
            services.AddSingleton<IEventHandler>(provider => new EffectHandler(name, effects, fuse, diary, provider.GetRequiredService<TimeProvider>()));
        }

        HurriedQueues.Hurry(services);
        Tripwire<IEventLedger>.Stretch(services);
        Tripwire<IEventQueue>.Stretch(services);
        Tripwire<IAttemptLedger>.Stretch(services);
        Tripwire<ISweepLedger>.Stretch(services);
        Tripwire<IDeadLetterLedger>.Stretch(services);
        Tripwire<INotificationQueue>.Stretch(services);
        Tripwire<INotificationLedger>.Stretch(services);
        Tripwire<IMessageLedger>.Stretch(services);
    }
}
