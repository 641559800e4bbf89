namespace Webhooks;

/// <summary>
/// What the receiver reports once a minute through the logger of the Functions host, and the alert rules of infra/alerts.bicep ask for.
/// Application Insights writes <c>prop__</c> before the names of properties.
/// </summary>
public static class ReportedMetrics
{
    /// <summary>Deliveries, by source, admission and reason.</summary>
    public const string Deliveries = "webhooks.deliveries";

    /// <summary>Events that reached Processed, by source.</summary>
    public const string Processed = "webhooks.processed";

    /// <summary>Events that became dead letters, by source.</summary>
    public const string DeadLettered = "webhooks.dead_lettered";

    /// <summary>Seconds that the oldest due event of a source has waited. Also sent when it is 0: it is the receiver's sign of life.</summary>
    public const string BacklogAge = "webhooks.backlog.age";

    /// <summary>Property: the source's name.</summary>
    public const string Source = "source";

    /// <summary>Property of deliveries: the name of the admission's type.</summary>
    public const string Admission = "admission";

    /// <summary>Property of refused deliveries: the name of the refusal's reason.</summary>
    public const string Reason = "reason";
}
