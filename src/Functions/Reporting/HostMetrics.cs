using Microsoft.Extensions.Logging;
using Webhooks.Counting;

namespace Functions.Reporting;

/// <summary>
/// What alerts in Azure look at: custom metrics that the host hands on, by these names. They are made of the rollups, so that they add up
/// over all instances. The host takes them only from within an invocation.
/// </summary>
public static class HostMetrics
{
    /// <summary>Deliveries that were merged, by <see cref="Source" />, <see cref="Admission" /> and, when refused, <see cref="Reason" />.</summary>
    public const string Deliveries = "webhooks.deliveries";

    /// <summary>Events that became Processed, by <see cref="Source" />.</summary>
    public const string Processed = "webhooks.processed";

    /// <summary>Events that became DeadLettered, by <see cref="Source" />.</summary>
    public const string DeadLettered = "webhooks.dead_lettered";

    /// <summary>Seconds that the event longest past due has been so, by <see cref="Source" />; 0 when none is due. Told each minute.</summary>
    public const string BacklogAge = "webhooks.backlog.age";

    /// <summary>The dimension that names the source, or <see cref="DeliveryCounters.Unknown" />.</summary>
    public const string Source = "source";

    /// <summary>The dimension that names the admission: Accepted, Duplicate, Replayed, Refused, Probe or Unavailable.</summary>
    public const string Admission = "admission";

    /// <summary>The dimension that holds the reason code of a refusal.</summary>
    public const string Reason = "reason";

    internal static void Report(ILogger logger, IReadOnlyDictionary<string, Counts> merged)
    {
        foreach (var (source, counts) in merged)
        {
            Deliver(logger, source, "Accepted", counts.Accepted);
            Deliver(logger, source, "Duplicate", counts.Duplicates);
            Deliver(logger, source, "Replayed", counts.Replayed);
            Deliver(logger, source, "Probe", counts.Probes);
            Deliver(logger, source, "Unavailable", counts.Unavailable);
            foreach (var (code, count) in counts.Refused)
            {
                Deliver(logger, source, "Refused", count, code);
            }

            Count(logger, Processed, counts.Processed, new() { [Source] = source });
            Count(logger, DeadLettered, counts.DeadLettered, new() { [Source] = source });
        }
    }

    internal static void Report(ILogger logger, IReadOnlyDictionary<string, TimeSpan> backlogAges)
    {
        foreach (var (source, age) in backlogAges)
        {
            logger.LogMetric(BacklogAge, age.TotalSeconds, new Dictionary<string, object> { [Source] = source });
        }
    }

    private static void Deliver(ILogger logger, string source, string admission, long count, string? reason = null)
    {
        var properties = new Dictionary<string, object> { [Source] = source, [Admission] = admission };
        if (reason is not null)
        {
            properties[Reason] = reason;
        }

        Count(logger, Deliveries, count, properties);
    }

    private static void Count(ILogger logger, string name, long count, Dictionary<string, object> properties)
    {
        if (count > 0)
        {
            logger.LogMetric(name, count, properties);
        }
    }
}
