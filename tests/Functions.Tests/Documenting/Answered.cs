using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Webhooks;
using Webhooks.Events;
using Webhooks.Signatures.Schemes;

namespace Functions.Tests.Documenting;

/// <summary>What senders are told, by the word in the answer, as the app itself answers.</summary>
internal sealed record Answered(string Word, int Status, Admission Admission)
{
    /// <summary>One answer for each admission and each reason to refuse.</summary>
    public static async Task<IReadOnlyList<Answered>> AllAsync()
    {
        Admission[] admissions =
        [
            new Admission.Accepted("evt_1"),
            new Admission.Accepted("evt_1", Redriven: true),
            new Admission.Duplicate("evt_1"),
            new Admission.Probe(),
            // Its body is the sender's affair.
            new Admission.Handshake(new(200, "application/json", """{"status":"handshake"}""", new Dictionary<string, string>())),
            // Status and body are the other receiver's.
            new Admission.PassedOn(202, "application/json", """{"status":"passed_on"}"""u8.ToArray()),
            new Admission.Replayed(ReplayAnswer.Reject),
            new Admission.Replayed(ReplayAnswer.Acknowledge),
            new Admission.Unavailable(),
            .. Enum.GetValues<RefusalReason>().Select(reason => new Admission.Refused(new Refusal(reason, "Why."))),
        ];
        admissions.Select(admission => admission.GetType()).Distinct().ShouldBe(
            typeof(Admission).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Admission))), ignoreOrder: true);

        return await Task.WhenAll(admissions.Select(OfAsync));
    }

    private static async Task<Answered> OfAsync(Admission admission)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Response.Body = body;
        await SenderResponse.To(admission).ExecuteAsync(context);
        using var json = JsonDocument.Parse(body.ToArray());
        var word = json.RootElement.TryGetProperty("reason", out var reason) ? reason : json.RootElement.GetProperty("status");
        return new Answered(word.GetString()!, context.Response.StatusCode, admission);
    }
}
