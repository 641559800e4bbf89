using System.Net;
using System.Text.Json.Nodes;

namespace Functions.Tests.Operating;

/// <summary>Fills the delivery log through the front door, and reads it to its end.</summary>
internal static class LogDrive
{
    /// <summary>Has events of Valara accepted and nothing done about them.</summary>
    public static async Task AcceptAsync(this ReceiverApp app, IEnumerable<string> eventIds)
    {
        foreach (var id in eventIds)
        {
            using var answer = await app.PostAsync((From.Valara() with { SentAt = app.Clock.GetUtcNow() }).About(id));
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            var message = (await app.Queue.ReceiveMessagesAsync(1)).Value.Single();
            await app.Queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
    }

    /// <summary>Has deliveries of Valara refused. They are written down in the background.</summary>
    public static async Task RefuseAsync(this ReceiverApp app, int count)
    {
        for (var number = 0; number < count; number++)
        {
            using var answer = await app.PostAsync(From.Valara().With("X-Webhook-Signature", "sha256=" + new string('0', 64)));
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    public static Task RefusedAsync(this ReceiverApp app, string partition, int count) =>
        Eventually.Async(async () => (await app.RowsAsync(partition, "r|")).Count == count);

    /// <summary>Every line from a page on.</summary>
    public static async Task<IReadOnlyList<JsonNode>> LogAsync(this ReceiverApp app, string path, string? after = null)
    {
        var lines = new List<JsonNode>();
        do
        {
            var page = await app.AskAsync(path + (after is null ? "" : $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={Uri.EscapeDataString(after)}"));
            lines.AddRange(page["lines"]!.AsArray().Select(line => line!));
            after = (string?)page["continue"];
        }
        while (after is not null);

        return lines;
    }
}
