using Azure.Core;

namespace Azure.Storage.Queues;

public enum QueueMessageEncoding
{
    None = 0,
    Base64 = 1,
}

public class QueueClientOptions : ClientOptions
{
    internal const string VersionHeader = "2025-05-05";

    public enum ServiceVersion
    {
        V2025_05_05 = 26,
    }

    public QueueClientOptions(ServiceVersion version = ServiceVersion.V2025_05_05)
    {
        Version = version == ServiceVersion.V2025_05_05
            ? version
            : throw new NotSupportedException($"StandIns: service version {version} is not imitated.");

        // Storage clients try harder than the three times of other Azure clients.
        Retry.MaxRetries = 5;
    }

    public ServiceVersion Version { get; }

    public QueueMessageEncoding MessageEncoding { get; set; }
}
