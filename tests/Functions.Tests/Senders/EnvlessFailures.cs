using System.Text.Json.Nodes;
using Functions.Tests.Notifying;

namespace Functions.Tests.Senders;

/// <summary>Envless reports failed deliveries, with the body that its page about <c>webhook.delivery_failed</c> shows.</summary>
internal static class EnvlessFailures
{
    public const string Endpoint = "0192a1b2-c3d4-7000-8000-0000000000d0";
    public const string Workspace = "0192a1b2-c3d4-7000-8000-000000000001";

    public const string Example = """
        {"type":"webhook.delivery_failed","actor":null,"data":{"delivery":{"id":"0192a1b2-c3d4-7000-8000-0000000000e0","eventId":"0192a1b2-c3d4-7000-8000-0000000000e1","eventType":"project.created","endpointId":"0192a1b2-c3d4-7000-8000-0000000000d0","endpointName":"Customer receiver","endpointUrl":"https://customer.example.com/webhooks","attempts":5,"responseStatus":503,"error":"Receiver returned 503"}}}
        """;

    public static SignedDelivery Delivery(DateTimeOffset now, string eventId, Action<JsonObject>? change = null)
    {
        var body = JsonNode.Parse(Example)!.AsObject();
        change?.Invoke(body);
        return (From.Envless() with { Id = eventId, SentAt = now }).WithBody(body.ToJsonString()).With("Envless-Event", "webhook.delivery_failed");
    }

    /// <summary>One failed delivery is reported, now, and processed. The whole envelope is there, as in Envless's full example.</summary>
    public static async Task FailAsync(this ReceiverApp app, string eventId, Action<JsonObject>? change = null)
    {
        var now = app.Clock.GetUtcNow();
        var delivery = Delivery(now, eventId, body =>
        {
            body["id"] = eventId;
            body["createdAt"] = now.ToString("O");
            body["workspaceId"] = Workspace;
            change?.Invoke(body["data"]!["delivery"]!.AsObject());
        });
        (await app.PostAsync(delivery)).EnsureSuccessStatusCode();
        await app.ProcessAsync();
    }

    /// <summary>The same, and whoever is to be notified of it is.</summary>
    public static async Task FailAsync(this NotifyingApp app, string eventId, Action<JsonObject>? change = null)
    {
        await app.App.FailAsync(eventId, change);
        await app.DrainAsync();
    }

    public static void IsEndpoint(this JsonObject delivery, string id, string name) => (delivery["endpointId"], delivery["endpointName"]) = (id, name);
}
