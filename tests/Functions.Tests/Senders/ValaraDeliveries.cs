using System.Text.Json.Nodes;
using Functions.Tests.Operating;

namespace Functions.Tests.Senders;

/// <summary>Media deliveries as Valara's pages show them, with a change.</summary>
internal static class ValaraDeliveries
{
    private static int sent;

    public static SignedDelivery Completed(Action<JsonObject> change) => Of(
        """{"event_id":"e","event_type":"media.delivery.completed","api_version":"2026-04-17","timestamp":@unix,"nonce":"n","data":{"agency_id":"user_01HXAGENCY","listing_number":"abc1234","job_id":"job-1","destination":{"kind":"google_drive","folder_path":"/Listings/HMREK1T"},"summary":{"files_uploaded":46,"files_failed":0,"total_bytes":734003200},"duration_seconds":95}}""",
        change);

    public static SignedDelivery Failed(Action<JsonObject> change) => Of(
        """{"event_id":"e","event_type":"media.delivery.failed","api_version":"2026-04-17","timestamp":@unix,"nonce":"n","data":{"agency_id":"user_01HXAGENCY","listing_number":"abc1234","job_id":"job-1","destination":{"kind":"google_drive","folder_path":"/Listings/HMREK1T"},"error":{"code":"composio_401","message":"Token expired."},"duration_seconds":95}}""",
        change);

    /// <summary>A new listing as the contract has it; what breaks it is kept as well, and costs more.</summary>
    public static SignedDelivery Listing() => From.Valara().WithBody(body => body["data"] = new JsonObject
    {
        ["agency_id"] = "a",
        ["listing_id"] = "1",
        ["listing_number"] = "abc1234",
        ["address"] = "1 Main St",
        ["owner_user_id"] = "u",
        ["status"] = "Active",
        ["is_activated"] = true,
        ["created_by"] = "user:1",
        ["public_url"] = "https://example.com",
    });

    public static JsonObject Summary(this JsonObject body) => body["data"]!["summary"]!.AsObject();

    /// <summary>What the app makes of it: the id of the processed event.</summary>
    public static async Task<string> ReceiveAsync(this ReceiverApp app, SignedDelivery delivery)
    {
        (await app.PostAsync(delivery)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        await app.ProcessAsync();
        ((string)(await app.AskAsync("events/valara?id=" + delivery.Id))["status"]!).ShouldBe("Processed");
        return delivery.Id;
    }

    /// <summary>The breaches kept with an event, such as <c>data.job_id Missing</c>.</summary>
    public static async Task<string> BreachesAsync(this ReceiverApp app, string source, string eventId) => string.Join(
        ", ",
        (await app.AskAsync($"events/{source}?id={eventId}"))["breaches"]!.AsArray().Select(breach => $"{breach!["field"]} {breach["kind"]}"));

    public static async Task<JsonNode> JobAsync(this ReceiverApp app) => (await app.AskAsync("status?source=valara"))["things"]!.AsArray().ShouldHaveSingleItem()!;

    private static SignedDelivery Of(string json, Action<JsonObject> change)
    {
        var id = $"evt_{Interlocked.Increment(ref sent)}";
        return (From.Valara() with { Json = json, Id = id }).WithBody(body =>
        {
            (body["event_id"], body["nonce"]) = (id, "nonce-of-" + id);
            change(body);
        });
    }
}
