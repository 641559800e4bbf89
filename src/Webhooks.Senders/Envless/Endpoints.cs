using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Envless;

// Endpoints of the workspace, this receiver perhaps among them. Envless reports failures and never a success, so only the number of
// failures can be judged.
// https://docs.envless.cloud/webhooks/overview
internal static class Endpoints
{
    private const string Kind = "endpoint";

    public static IEnumerable<StatusChange> Failed(EnvlessEvent<DeliveryFailedData> body, EventContext context)
    {
        if (body.Data?.Delivery is { EndpointId: { Length: > 0 } id } delivery)
        {
            yield return new StatusChange(Kind, id, "failing", context.At, $"{Named(delivery)} failed to receive {EventOf(delivery)}: {Reason(delivery)}")
            {
                IsUnhealthy = true,
                Counts = true,
                Details = Format.Details(
                    ("last_error", delivery.Error), ("response_status", delivery.ResponseStatus is null ? null : Format.Number(delivery.ResponseStatus)),
                    ("lost_event", delivery.EventId)),
            };
        }
    }

    public static IEnumerable<Notice> AboutFailed(EnvlessEvent<DeliveryFailedData> body, EventContext context)
    {
        var delivery = body.Data?.Delivery;
        var attempts = delivery?.Attempts is > 1 and var number ? $"All {Format.Number(number)} attempts" : "Every attempt";
        yield return EnvlessRules.DeliveryFailed.About(
            Kind, delivery?.EndpointId, context, $"{Named(delivery)} rejected a delivery",
            $"{attempts} to deliver {EventOf(delivery)} failed: {Reason(delivery)}.{(SafeText.First(delivery?.EndpointUrl) is { } host ? $" It is at {host}." : "")}"
            + $" Event {SafeText.First(delivery?.EventId) ?? "unknown"} will not be delivered to it.",
            "Repair the endpoint, then fetch what it missed: Envless does not send the event again.");
    }

    public static IEnumerable<Notice> AboutSecret(EnvlessEvent<EndpointData> body, EventContext context)
    {
        var endpoint = body.Data?.Endpoint;
        var name = $"endpoint {SafeText.First(endpoint?.Name, endpoint?.Id) ?? "(unknown)"}";
        var ending = SafeText.First(endpoint?.SecretLastFour) is { } four ? $" ending in {four}" : "";
        var actor = SafeText.First(body.Actor?.Name) is { } person ? $", by {person}" : "";
        yield return EnvlessRules.SecretRotated.Notice(
            $"{Kind} {SafeText.First(endpoint?.Id) ?? $"of {context.Subject}"}",
            $"The secret of {name} was rotated: update it now",
            $"Since {Format.Time(endpoint?.SecretRolledAt ?? context.At)} the {name} signs with the secret{ending}{actor}. The old one stopped at once.",
            // Signed with the new secret already: if it came through the rotated endpoint itself, this receiver has the secret.
            "Give the new secret to every receiver of this endpoint. Envless retries for about 40 minutes; deliveries not verified by then are lost."
            + " If this receiver is the endpoint, it has the new secret already: remove the old one.");
    }

    private static string Named(FailedDelivery? delivery) => $"Endpoint {SafeText.First(delivery?.EndpointName, delivery?.EndpointId) ?? "(unknown)"}";

    private static string EventOf(FailedDelivery? delivery) => SafeText.First(delivery?.EventType) ?? "an event";

    private static string Reason(FailedDelivery? delivery) =>
        SafeText.First(delivery?.Error) ?? (delivery?.ResponseStatus is { } status ? $"it answered {Format.Number(status)}" : "it did not answer");
}
