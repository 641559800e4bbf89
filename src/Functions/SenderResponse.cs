using System.Globalization;
using System.Text;
using Functions.Http;
using Microsoft.AspNetCore.Http;
using Webhooks;
using Webhooks.Events;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;

namespace Functions;

// The response to a delivery. Always under 1 KB, which is what NovaVMS shows its operators of it; never 410, on which
// Standard Webhooks senders stop permanently.
internal static class SenderResponse
{
    // Short enough for the next attempt to find storage back, long enough not to add to its load.
    private const int RetryAfterSeconds = 5;

    /// <param name="wanted">What the sender wants to be answered when a delivery was accepted; null for the receiver's own answers.</param>
    public static BodyResult To(Admission admission, AnswerSettings? wanted = null)
    {
        var own = Own(admission);
        return wanted switch
        {
            null => own,
            _ when admission is Admission.Handshake or Admission.PassedOn => own,
            _ when own.Status >= StatusCodes.Status300MultipleChoices => wanted.IsEmpty ? new(own.Status, null, []) { Headers = own.Headers } : own,
            { Body: null, IsEmpty: false, Status: not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent) } => own.With(wanted.Status ?? own.Status),
            _ => new(wanted.Status ?? own.Status, wanted.ContentType ?? (wanted.Body is null ? null : "application/json"), Encoding.UTF8.GetBytes(wanted.Body ?? "")),
        };
    }

    private static BodyResult Own(Admission admission) => admission switch
    {
        Admission.Handshake { Answer: var answer } => new(answer.Status, answer.ContentType, Encoding.UTF8.GetBytes(answer.Body)) { Headers = new(answer.Headers) },
        Admission.PassedOn passed => new(passed.Status, passed.ContentType, passed.Body.ToArray()),
        Admission.Accepted accepted => Receive(StatusCodes.Status202Accepted, accepted.Redriven ? "redriven" : "accepted", accepted.EventId),
        Admission.Duplicate duplicate => Receive(StatusCodes.Status200OK, "duplicate", duplicate.EventId),
        Admission.Probe => Receive(StatusCodes.Status200OK, "probe"),
        Admission.Replayed { Answer: ReplayAnswer.Acknowledge } => Receive(StatusCodes.Status200OK, "replayed"),
        Admission.Replayed => Reject(StatusCodes.Status409Conflict, "Replayed", "replayed", "This delivery's nonce was consumed before."),
        Admission.Refused refused => Reject(StatusOf(refused.Why.Reason), "Refused", refused.Why.Code, refused.Why.Detail, refused.Id),
        _ => Reject(StatusCodes.Status503ServiceUnavailable, "Unavailable", "unavailable", "Nothing was promised. Send the delivery again."),
    };

    // Both without the serializer, whose first use the first delivery of a cold start would wait for.
    private static BodyResult Receive(int status, string word, string? eventId = null) => new(status, "application/json", JsonText.Readable.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("status", word);
        if (eventId is not null)
        {
            json.WriteString("event_id", Printable.Of(eventId));
        }

        json.WriteEndObject();
    }));

    private static BodyResult Reject(int status, string title, string reason, string detail, string? refusalId = null) =>
        new(status, "application/problem+json", JsonText.Readable.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("title", title);
            json.WriteNumber("status", status);
            json.WriteString("reason", reason);
            json.WriteString("detail", detail);
            if (refusalId is not null)
            {
                json.WriteString("refusal_id", refusalId);
            }

            json.WriteEndObject();
        }))
        {
            Headers = status == StatusCodes.Status503ServiceUnavailable
                ? new() { ["Retry-After"] = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture) }
                : [],
        };

    private static int StatusOf(RefusalReason reason) => reason switch
    {
        RefusalReason.UnknownSource => StatusCodes.Status404NotFound,
        RefusalReason.BodyTooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalReason.BodyTooSlow => StatusCodes.Status408RequestTimeout,
        RefusalReason.Aborted or RefusalReason.BodyUnreadable or RefusalReason.BodyMalformed or RefusalReason.BodyIncomplete => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status401Unauthorized,
    };
}
