using System.Net;
using Webhooks.Events;

namespace Functions.Tests.Processing;

/// <summary>Events of Valara that one message names.</summary>
internal static class Shared
{
    public static async Task<string> AcceptAsync(this ReceiverApp app, params IEnumerable<string> eventIds)
    {
        foreach (var id in eventIds)
        {
            using var answer = await app.PostAsync(From.Valara().About(id, $"nonce of {id}"));
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        await app.Queue.ClearMessagesAsync();
        return Message(eventIds);
    }

    public static string Message(params IEnumerable<string> eventIds) => Message(eventIds.Select(Entry));

    public static string Message(IEnumerable<EnvelopeEntry> entries) => Envelope.Of(entries).Single().Write();

    public static EnvelopeEntry Entry(string eventId) => new(new("valara", null, eventId), null) { BodyLength = 100 };

    /// <summary>The status of each event of a partition, by its id.</summary>
    public static async Task<Dictionary<string, string>> StatusesAsync(this ReceiverApp app, string partition = "valara") =>
        (await app.RowsAsync(partition, "e|")).ToDictionary(row => row.GetString("EventId"), row => row.GetString("Status"));
}
