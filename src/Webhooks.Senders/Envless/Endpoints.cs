using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Signatures.Deliveries;
using Webhooks.Status;

namespace Webhooks.Senders.Envless;

/// <summary>
/// Endpoints of the workspace, this receiver perhaps among them. Envless tells of failures and never of a success, so the count of
/// failures is all there is to judge by.
/// <see href="https://docs.envless.cloud/webhooks/overview" />
/// </summary>
internal static class Endpoints
{
    public const string Kind = "endpoint";

    public static IEnumerable<StatusChange> Failed(EnvlessEvent<DeliveryFailedData> said, EventContext on)
    {
        if (said.Data?.Delivery is { EndpointId: { Length: > 0 } id } delivery)
        {
            yield return new StatusChange(Kind, id, "failing", on.At, $"{Named(delivery)} misses {EventOf(delivery)}: {Reason(delivery)}")
            {
                IsUnhealthy = true,
                Counts = true,
                Details = Format.Details(
                    ("last_error", delivery.Error), ("response_status", delivery.ResponseStatus is null ? null : Format.Number(delivery.ResponseStatus)),
                    ("lost_event", delivery.EventId)),
            };
        }
    }

    public static IEnumerable<Notice> AboutFailed(EnvlessEvent<DeliveryFailedData> said, EventContext on)
    {
        var delivery = said.Data?.Delivery;
        var title = $"{Named(delivery)} did not take a delivery";
        var what = $"{Attempts(delivery?.Attempts)} to deliver {EventOf(delivery)} failed: {Reason(delivery)}.{At(delivery?.EndpointUrl)}"
            + $" Event {Plain.First(delivery?.EventId) ?? "unknown"} is lost to it.";
        const string Next = "Repair the endpoint, then fetch what it missed: Envless does not send the event again.";
        yield return delivery?.EndpointId is { Length: > 0 } id
            ? EnvlessRules.DeliveryFailed.About(Kind, id, title, what, Next)
            : EnvlessRules.DeliveryFailed.Notice($"event {Printable.Of(on.EventId)}", title, what, Next);
    }

    public static IEnumerable<Notice> AboutSecret(EnvlessEvent<EndpointData> said, EventContext on)
    {
        var endpoint = said.Data?.Endpoint;
        var name = $"endpoint {Plain.First(endpoint?.Name, endpoint?.Id) ?? "(unknown)"}";
        var ending = Plain.First(endpoint?.SecretLastFour) is { } four ? $" ending in {four}" : "";
        yield return EnvlessRules.SecretRotated.Notice(
            $"{Kind} {Plain.First(endpoint?.Id) ?? $"of event {Printable.Of(on.EventId)}"}",
            $"The secret of {name} was rotated: update it now",
            $"Since {Format.Time(endpoint?.SecretRolledAt ?? on.At)} the {name} signs with the secret{ending}"
            + $"{(Plain.First(said.Actor?.Name) is { } actor ? $", by {actor}" : "")}. The old one stopped at once.",
            // Signed with the new secret already: whoever reads this through the rotated endpoint itself has it.
            "Give the new secret to every receiver of this endpoint. Envless retries for about 40 minutes; what is not verified by then is lost."
            + " If this receiver is the endpoint, it has the new secret already: remove the old one.");
    }

    private static string Named(FailedDelivery? delivery) => $"Endpoint {Plain.First(delivery?.EndpointName, delivery?.EndpointId) ?? "(unknown)"}";

    private static string Attempts(long? number) => number > 1 ? $"All {Format.Number(number)} attempts" : "Every attempt";

    private static string EventOf(FailedDelivery? delivery) => Plain.First(delivery?.EventType) ?? "an event";

    private static string Reason(FailedDelivery? delivery) =>
        Plain.First(delivery?.Error) ?? (delivery?.ResponseStatus is { } status ? $"it answered {Format.Number(status)}" : "it did not answer");

    private static string At(string? url) => Plain.First(url) is { } host ? $" It is at {host}." : "";
}
