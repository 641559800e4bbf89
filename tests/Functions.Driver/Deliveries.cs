
namespace Functions.Driver;

/// <summary>Deliveries with ids of their own, for tests in which several events meet.</summary>
internal static class Deliveries
{
    /// <summary>The delivery about another event, with another nonce.</summary>
    public static SignedDelivery About(this SignedDelivery delivery, string eventId, string? nonce = null) => delivery.Scheme.Name switch
    {
        "valara" => delivery.WithBody(body => (body["event_id"], body["nonce"]) = (eventId, nonce ?? "nonce-of-" + eventId)) with { Id = eventId },
        "novavms" => delivery.WithBody(body => body["data"]!["alert_id"] = eventId),
        "fastpix" => delivery.WithBody(body => body["id"] = eventId),
        "envless" => delivery.WithBody(body => body["id"] = eventId) with { Id = eventId },
        _ => delivery with { Id = eventId },
    };
}
