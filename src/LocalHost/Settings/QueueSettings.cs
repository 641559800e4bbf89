namespace LocalHost.Settings;

// "extensions.queues" of host.json, with the defaults of the queue extension.
internal sealed record QueueSettings
{
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    public int BatchSize { get; init; } = 16;

    public int? ChosenThreshold { get; init; }

    public int NewBatchThreshold => ChosenThreshold ?? BatchSize / 2;

    public int MaxDequeueCount { get; init; } = 5;

    public QueueMessageEncoding Encoding { get; init; } = QueueMessageEncoding.Base64;
}
