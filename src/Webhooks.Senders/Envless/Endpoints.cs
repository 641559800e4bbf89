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
            yield return new StatusChange(Kind, id, "failing", context.At, $"{Named(delivery)} failed to receive {EventOf(delivery)} in {Attempts(delivery)}: {Reason(delivery)}")
            {
                IsUnhealthy = true,
                Counts = true,
                StatedCount = StatedCount(body.Data),
                Details = Format.Details(
                    ("last_error", delivery.Error), ("response_status", Number(delivery.ResponseStatus)), ("attempts", Number(delivery.Attempts)),
                    ("delivery_id", delivery.Id), ("lost_event", delivery.EventId), ("lost_event_type", delivery.EventType), ("workspace", body.WorkspaceId))
                    .With("endpoint_url", SafeText.Address(delivery.EndpointUrl)),
            };
        }
    }

    public static IEnumerable<Notice> AboutFailed(EnvlessEvent<DeliveryFailedData> body, EventContext context)
    {
        var delivery = body.Data?.Delivery;
        yield return EnvlessRules.DeliveryFailed.About(
            Kind, delivery?.EndpointId, context, $"{Named(delivery)} rejected a delivery",
            $"All {Attempts(delivery)} to deliver {EventOf(delivery)} failed: {Reason(delivery)}.{Facts(delivery)}"
            + $" Event {SafeText.First(delivery?.EventId) ?? "unknown"} will not be delivered to it.",
            "Repair the endpoint, then fetch what it missed: Envless does not send the event again.") with
        {
            Cause = CodeOf(delivery),
            Example = ExampleOf(delivery),
        };

        if (delivery?.EndpointId is { Length: > 0 } id)
        {
            yield return EnvlessRules.EndpointFailing.About(
                Kind, id, $"{Named(delivery)} keeps failing", $"The last error: {Reason(delivery)}.{Facts(delivery)} Its id is {SafeText.Of(id)}.",
                "Repair it. If nobody needs it any more, disable it in the webhook settings of its workspace in Envless"
                + " (https://docs.envless.cloud/webhooks/managing): Envless never does so by itself. Either way, start the count again then.") with
            {
                Cause = CodeOf(delivery),
                Example = ExampleOf(delivery),
                // It is pasted into a shell.
                Command = id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && id[0] != '-' ? $"hook status clear {Kind} {id} --source {context.Source} --why \"repaired or disabled\"" : null,
            };
        }
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

    // The counter of the endpoint itself, wherever the body has it. A count of none is no count.
    private static int? StatedCount(DeliveryFailedData data) =>
        new[] { data.Delivery?.ConsecutiveFailures, data.Endpoint?.ConsecutiveFailures, data.ConsecutiveFailures }.FirstOrDefault(count => count > 0) is { } stated
            ? (int)Math.Min(stated, int.MaxValue)
            : null;

    // What the reason leaves open.
    private static string Facts(FailedDelivery? delivery) => string.Concat(
        delivery is { ResponseStatus: { } status, Error: not null } ? $" The last response was {Format.Number(status)}." : "",
        SafeText.Address(delivery?.EndpointUrl) is { } url ? $" It is at {url}." : "",
        SafeText.First(delivery?.Id) is { } id ? $" Envless calls the delivery {id}." : "");

    private static string Attempts(FailedDelivery? delivery) => delivery?.Attempts is > 1 and var number ? $"{Format.Number(number)} attempts" : "attempts";

    private static string? Number(long? number) => number is null ? null : Format.Number(number);

    private static string Named(FailedDelivery? delivery) => $"Endpoint {SafeText.First(delivery?.EndpointName) ?? SafeText.Address(delivery?.EndpointUrl) ?? SafeText.First(delivery?.EndpointId) ?? "(unknown)"}";

    private static string CodeOf(FailedDelivery? delivery) =>
        delivery?.ResponseStatus is { } status ? $"HTTP {Format.Number(status)}" : SafeText.First(delivery?.Error) ?? "no answer";

    private static string ExampleOf(FailedDelivery? delivery) => $"{Named(delivery)} ({SafeText.First(delivery?.EndpointId) ?? "unknown id"})";

    private static string EventOf(FailedDelivery? delivery) => SafeText.First(delivery?.EventType) ?? "an event";

    private static string Reason(FailedDelivery? delivery) =>
        SafeText.First(delivery?.Error) ?? (delivery?.ResponseStatus is { } status ? $"it answered {Format.Number(status)}" : "it did not answer");
}
