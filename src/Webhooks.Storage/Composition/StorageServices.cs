using Microsoft.Extensions.DependencyInjection;
using Webhooks.Counting;
using Webhooks.Events;
using Webhooks.Monitoring;
using Webhooks.Notifying;
using Webhooks.Notifying.Flooding;
using Webhooks.Operating;
using Webhooks.Processing;
using Webhooks.Raw;
using Webhooks.Receiving;
using Webhooks.Redriving;
using Webhooks.Refusing;
using Webhooks.Rotating;
using Webhooks.Status;
using Webhooks.Storage.Bodies;
using Webhooks.Storage.Counting;
using Webhooks.Storage.Events;
using Webhooks.Storage.Handlers;
using Webhooks.Storage.Log;
using Webhooks.Storage.Notifications;
using Webhooks.Storage.Reads;
using Webhooks.Storage.Status;
using Webhooks.Timing;

namespace Webhooks.Storage.Composition;

/// <summary>Azure Storage behind everything that the receiver keeps.</summary>
public static class StorageServices
{
    /// <summary>Adds the stores, and the service that creates what is missing at start.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageConnection storage) => services
        .AddSingleton(new StorageClock(TimeProvider.System))
        .AddSingleton<TimeProvider>(provider => provider.GetRequiredService<StorageClock>())
        .AddSingleton(provider => storage.With(provider.GetRequiredService<StorageClock>()))
        .AddSingleton<PreparedStorage>()
        .AddHostedService(provider => provider.GetRequiredService<PreparedStorage>())
        .AddHostedService<StorageLossNotices>()
        .AddSingleton<PartitionRegistry>()
        .AddSingleton<IPartitionRegistry>(provider => provider.GetRequiredService<PartitionRegistry>())
        .AddSingleton<IEventLedger, TableEventLedger>()
        .AddSingleton<IEarlierLedger, TableEarlierLedger>()
        .AddSingleton<IBodyStore, BlobBodyStore>()
        .AddSingleton<IAttemptLedger, TableAttemptLedger>()
        .AddSingleton<ISweepLedger, TableSweepLedger>()
        .AddSingleton<IHandlerLedger, TableHandlerLedger>()
        .AddSingleton<IDeadLetterLedger, TableDeadLetterLedger>()
        .AddSingleton<IEventLookup, TableDeadLetterLedger>()
        .AddSingleton<IRefusedLedger, TableRefusedLedger>()
        .AddSingleton<IDeliveryLog, TableDeliveryLog>()
        .AddSingleton<IArrivals, TableArrivals>()
        .AddSingleton<ISearch, TableSearch>()
        .AddSingleton<IRawReadLedger, TableRawReadLedger>()
        .AddSingleton<ISecretUseLedger, TableSecretUseLedger>()
        .AddSingleton<IRefusedSignatureLedger, TableRefusedSignatureLedger>()
        .AddSingleton<IRollupLedger, TableRollupLedger>()
        .AddSingleton<IBacklogLedger, TableBacklogLedger>()
        .AddSingleton<IEventQueue, StorageEventQueue>()
        .AddSingleton<IStatusBoard, TableStatusBoard>()
        .AddSingleton<IStatusExpiry, TableStatusExpiry>()
        .AddSingleton<INotificationLedger, TableNotificationLedger>()
        .AddSingleton<IMessageLedger, TableMessageLedger>()
        .AddSingleton<IThreadLedger, TableThreadLedger>()
        .AddSingleton<INotificationLog, TableNotificationLog>()
        .AddSingleton<INotificationQueue, StorageNotificationQueue>()
        .AddSingleton<IStorageProbe, StorageProbe>();
}
