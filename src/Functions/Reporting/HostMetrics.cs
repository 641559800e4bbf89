using System.Globalization;
using Microsoft.Extensions.Logging;
using Webhooks.Counting;

namespace Functions.Reporting;

// Custom metrics that Azure's alerts and the workbook query. Counts of deliveries and events are made from the rollups, so they add up over
// all instances. The host accepts them only during an invocation.
public sealed class HostMetrics(ILogger<HostMetrics> logger)
{
    public const string Deliveries = "webhooks.deliveries";
    public const string Processed = "webhooks.processed";
    public const string DeadLettered = "webhooks.dead_lettered";
    // Seconds that the oldest due event is past due; 0 when none is due. Reported each minute.
    public const string BacklogAge = "webhooks.backlog.age";

    // Dimensions.
    public const string Source = "source";
    public const string Admission = "admission";
    public const string Reason = "reason";
    public const string Lag = "lag";

    internal void Report(IReadOnlyDictionary<string, Counts> merged)
    {
        foreach (var (source, counts) in merged)
        {
            Deliver(source, "Accepted", counts.Accepted);
            Deliver(source, "Duplicate", counts.Duplicates);
            Deliver(source, "Replayed", counts.Replayed);
            Deliver(source, "Probe", counts.Probes);
            Deliver(source, "Handshake", counts.Handshakes);
            Deliver(source, "PassedOn", counts.PassedOn);
            Deliver(source, "Unavailable", counts.Unavailable);
            foreach (var (code, count) in counts.Refused)
            {
                Deliver(source, "Refused", count, code);
            }

            Count(Processed, counts.Processed, new() { [Source] = source, [Lag] = Pairs(counts.Lag) });
            Count(DeadLettered, counts.DeadLettered, new() { [Source] = source });
        }
    }

    internal void Report(IReadOnlyDictionary<string, TimeSpan> backlogAges)
    {
        foreach (var (source, age) in backlogAges)
        {
            logger.LogMetric(BacklogAge, age.TotalSeconds, new Dictionary<string, object> { [Source] = source });
        }
    }

    // [[seconds, events], …]: percentiles of minutes cannot be added up, counts of buckets can.
    private static string Pairs(Lags lags) => $"[{string.Join(',', lags.UpTo.Select(bucket => string.Create(CultureInfo.InvariantCulture, $"[{bucket.Seconds},{bucket.Events}]")))}]";

    private void Deliver(string source, string admission, long count, string? reason = null)
    {
        var properties = new Dictionary<string, object> { [Source] = source, [Admission] = admission };
        if (reason is not null)
        {
            properties[Reason] = reason;
        }

        Count(Deliveries, count, properties);
    }

    private void Count(string name, long count, Dictionary<string, object> properties)
    {
        if (count > 0)
        {
            logger.LogMetric(name, count, properties);
        }
    }
}
