using System.Reflection;
using Functions.Composition;
using Webhooks.Senders;
using Webhooks.Storage.Composition;
using Webhooks.Telemetry;

namespace Functions.Tests;

/// <summary>The assemblies that read settings and write log lines.</summary>
internal static class ProductAssemblies
{
    public static IReadOnlyList<Assembly> All { get; } =
    [
        typeof(ReceiverServices).Assembly, typeof(WebhookMetrics).Assembly, typeof(SenderCatalog).Assembly, typeof(StorageServices).Assembly,
    ];
}
