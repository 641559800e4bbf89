using System.Text.Json.Serialization;
using Webhooks.Senders.Reading;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Senders.Envless;

/// <summary>A subscription began or changed; <c>changes</c> names the fields that did.</summary>
public sealed record SubscriptionData(Subscription? Subscription, IReadOnlyList<string>? Changes) : OpenRecord;

/// <summary>A subscription.</summary>
public sealed record Subscription(
    string? Id, string? Status, string? PolarSubscriptionId, string? PolarProductId, DateTimeOffset? CurrentPeriodStart,
    DateTimeOffset? CurrentPeriodEnd, DateTimeOffset? CanceledAt) : OpenRecord;

/// <summary>The secret of an endpoint is another one.</summary>
public sealed record EndpointData([property: JsonPropertyName("webhook")] Endpoint? Endpoint) : OpenRecord;

/// <summary>An endpoint, which Envless calls a webhook here and an endpoint there.</summary>
public sealed record Endpoint(string? Id, string? Name, string? SecretLastFour, DateTimeOffset? SecretRolledAt) : OpenRecord;

/// <summary>A delivery used up its attempts.</summary>
public sealed record DeliveryFailedData(FailedDelivery? Delivery) : OpenRecord;

/// <summary>A delivery that failed for good. The event id is the <c>webhook-id</c> of the event that the endpoint never got.</summary>
public sealed record FailedDelivery(
    string? Id, string? EventId, string? EventType, string? EndpointId, string? EndpointName, string? EndpointUrl, long? Attempts,
    long? ResponseStatus, string? Error) : OpenRecord;
