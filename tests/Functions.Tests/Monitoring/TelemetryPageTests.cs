using System.Diagnostics.Metrics;
using System.Reflection;
using Functions.Composition;
using Microsoft.Extensions.Logging;
using Webhooks.Counting;
using Webhooks.Senders;
using Webhooks.Storage;
using Webhooks.Telemetry;

namespace Functions.Tests.Monitoring;

/// <summary>docs/telemetry.md lists what the code writes, no more and no less. A failing test shows the rows as they should be.</summary>
[Collection(Alone.Collection)]
public sealed class TelemetryPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "telemetry.md"));

    [Fact]
    public void Every_log_event_is_listed()
    {
        var events =
            from assembly in new[] { typeof(WebhookMetrics).Assembly, typeof(SenderHandler).Assembly, typeof(StorageConnection).Assembly, typeof(ReceiverServices).Assembly }
            from type in assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            let line = method.GetCustomAttribute<LoggerMessageAttribute>()
            where line is not null
            let level = line.Level == LogLevel.None ? "by severity" : line.Level.ToString()
            select $"| `{type.DeclaringType!.FullName}` | {method.Name} | {level} | {line.Message.Replace("|", "\\|", StringComparison.Ordinal)} |";

        ShouldList("## Log events", events.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_metric_is_listed()
    {
        var instruments = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == WebhookMetrics.MeterName)
                {
                    instruments.Add($"| `{instrument.Name}` | {instrument.GetType().Name.Split('`')[0].ToLowerInvariant()} | `{instrument.Unit}` | {instrument.Description} |");
                }
            },
        };
        listener.Start();
        using var metrics = new WebhookMetrics(new DeliveryCounters(TimeProvider.System));

        // Other tests' apps have meters of the same name.
        ShouldList("## Metrics", instruments.Distinct().Order(StringComparer.Ordinal));
    }

    private static void ShouldList(string heading, IEnumerable<string> expected)
    {
        var rows = Page.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToArray();

        rows.ShouldBe(expected.ToArray());
    }
}
