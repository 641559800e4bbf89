namespace Webhooks.Storage;

/// <summary>The names that infra creates and the app uses.</summary>
public static class StorageNames
{
    /// <summary>The ledger.</summary>
    public const string LedgerTable = "webhooks";

    /// <summary>The status board, and what notifications have to remember.</summary>
    public const string StatusTable = "status";

    /// <summary>Counts by the minute and by the hour.</summary>
    public const string RollupTable = "rollups";

    /// <summary>The queue of envelopes.</summary>
    public const string EventQueue = "webhook-events";

    /// <summary>Where the host moves a message that failed too often; the suffix is the host's.</summary>
    public const string PoisonQueue = EventQueue + "-poison";

    /// <summary>The queue of notifications.</summary>
    public const string NotificationQueue = "webhook-notifications";

    /// <summary>Where the host moves a notification that failed too often.</summary>
    public const string NotificationPoisonQueue = NotificationQueue + "-poison";

    /// <summary>The container of bodies that are too large for a row.</summary>
    public const string BodyContainer = "webhook-bodies";

    /// <summary>Every table.</summary>
    public static IReadOnlyList<string> Tables { get; } = [LedgerTable, StatusTable, RollupTable];

    /// <summary>Every queue.</summary>
    public static IReadOnlyList<string> Queues { get; } = [EventQueue, PoisonQueue, NotificationQueue, NotificationPoisonQueue];
}
