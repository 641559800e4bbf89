using System.Text.Json.Nodes;
using Functions.Tests.Operating;

namespace Functions.Tests.Searching;

internal static class Searches
{
    public static readonly string WrongSignature = "sha256=" + new string('0', 64);

    /// <summary>Every line that a search finds, page after page.</summary>
    public static Task<IReadOnlyList<JsonNode>> SearchAsync(this ReceiverApp app, string text, string further = "") =>
        app.LogAsync($"search?q={Uri.EscapeDataString(text)}{further}");

    /// <summary>The ids that it finds.</summary>
    public static async Task<string> FoundAsync(this ReceiverApp app, string text, string further = "") =>
        string.Join(' ', (await app.SearchAsync(text, further)).Select(line => (string)line["line"]!["id"]!));

    /// <summary>By what it is found, with the value.</summary>
    public static async Task<string> FoundByAsync(this ReceiverApp app, string text) =>
        string.Join(' ', (await app.SearchAsync(text)).Select(line => $"{line["by"]}:{line["matched"]}"));

    /// <summary>Has an event of Valara about a listing accepted, now.</summary>
    public static async Task AcceptAsync(this ReceiverApp app, string eventId, string listing, string? type = null)
    {
        using var answer = await app.PostAsync((From.Valara() with { SentAt = app.Clock.GetUtcNow() }).About(eventId).WithBody(body =>
        {
            body["data"]!["listing_number"] = listing;
            body["event_type"] = type ?? (string)body["event_type"]!;
        }));
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
    }

    /// <summary>Has a delivery refused, and gives the id that its answer names.</summary>
    public static async Task<string?> RefuseAsync(this ReceiverApp app, SignedDelivery delivery)
    {
        using var answer = await app.PostAsync(delivery);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        var text = await answer.Content.ReadAsStringAsync();
        text.Length.ShouldBeLessThan(1024);
        return (string?)JsonNode.Parse(text)!["refusal_id"];
    }
}
