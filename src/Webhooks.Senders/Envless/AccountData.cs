using System.Text.Json.Serialization;
using Webhooks.Senders.Reading;

namespace Webhooks.Senders.Envless;

/// <summary><c>changes</c> names the fields that changed.</summary>
public sealed record SubscriptionData(Subscription? Subscription, IReadOnlyList<string>? Changes) : OpenRecord;

public sealed record Subscription(
    string? Id, string? Status, string? PolarSubscriptionId, string? PolarProductId, DateTimeOffset? CurrentPeriodEnd) : OpenRecord;

public sealed record EndpointData([property: JsonPropertyName("webhook")] Endpoint? Endpoint) : OpenRecord, IOwned
{
    IEnumerable<string?> IOwned.Owners => [Endpoint?.Id, Endpoint?.Name];
}

/// <summary>Envless calls it a webhook here and an endpoint elsewhere.</summary>
public sealed record Endpoint(string? Id, string? Name, string? SecretLastFour, DateTimeOffset? SecretRolledAt, long? ConsecutiveFailures) : OpenRecord;

/// <summary>The page says that endpoints have a counter <c>consecutiveFailures</c>, and does not show it: it is read wherever it may be.</summary>
public sealed record DeliveryFailedData(
    FailedDelivery? Delivery, [property: AlsoSpelled("webhook")] Endpoint? Endpoint, long? ConsecutiveFailures) : OpenRecord, IOwned
{
    IEnumerable<string?> IOwned.Owners => [Delivery?.EndpointId, Delivery?.EndpointName];
}

/// <summary>A delivery that failed permanently. The event id is the <c>webhook-id</c> of the event that the endpoint never received.</summary>
public sealed record FailedDelivery(
    string? Id, string? EventId, string? EventType, string? EndpointId, string? EndpointName, string? EndpointUrl, long? Attempts,
    long? ResponseStatus, string? Error, long? ConsecutiveFailures) : OpenRecord;
