using System.Text.Json.Nodes;

namespace Functions.Driver;

/// <summary>Makes dead letters through the front door, and asks the operator's API.</summary>
internal static class DeadLetters
{
    /// <summary>Posts events of Valara with these ids and processes them once.</summary>
    public static async Task ProcessAsync(this ReceiverApp app, IEnumerable<string> eventIds, string? type = null)
    {
        await Parallel.ForEachAsync(eventIds, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, _) =>
        {
            var delivery = From.Valara().WithBody(body => (body["event_id"], body["nonce"], body["event_type"]) = (id, "nonce-of-" + id, type ?? "listing.created"));
            using var answer = await app.PostAsync(delivery with { Id = id });
            answer.IsSuccessStatusCode.ShouldBeTrue();
        });
        await app.ProcessAsync();
    }

    public static async Task<JsonNode> AskAsync(this ReceiverApp app, string path) =>
        JsonNode.Parse(await app.Http.GetStringAsync(new Uri("operator/" + path, UriKind.Relative)))!;

    public static async Task<HttpResponseMessage> OrderAsync(this ReceiverApp app, string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await app.Http.PostAsync(new Uri("operator/" + path, UriKind.Relative), content);
    }

    /// <summary>What was done about an event, one word each.</summary>
    public static async Task<string> HistoryAsync(this ReceiverApp app, string eventId, string source = "valara") => string.Join(
        ", ", (await app.AskAsync($"events/{source}?id={Uri.EscapeDataString(eventId)}"))["history"]!.AsArray().Select(entry => (string)entry!["what"]!));

    /// <summary>What a problem says to do.</summary>
    public static async Task<string> DetailAsync(this HttpResponseMessage answer) =>
        (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!;
}
