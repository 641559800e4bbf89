using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Webhooks;
using Webhooks.Events;
using Webhooks.Signatures.Schemes;

namespace Functions;

/// <summary>
/// What the sender is told. Always under 1 KB, which is what NovaVMS shows its operators of an answer; never 410, on which
/// Standard Webhooks senders give the address up for good.
/// </summary>
internal sealed partial class Answer : IResult
{
    // Short enough for the next try to meet storage that is back, long enough not to add to its trouble.
    private const int RetryAfterSeconds = 5;

    // Escaping every letter beyond ASCII would make six bytes of one. Answers are JSON and never HTML.
    private static readonly AnswerJson Json = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    private readonly int status;
    private readonly string contentType;
    private readonly byte[] body;

    private Answer(int status, Receipt receipt)
    {
        (this.status, contentType) = (status, "application/json");
        body = JsonSerializer.SerializeToUtf8Bytes(receipt, Json.Receipt);
    }

    private Answer(int status, string title, string reason, string detail)
    {
        (this.status, contentType) = (status, "application/problem+json");
        body = JsonSerializer.SerializeToUtf8Bytes(new Problem(title, status, reason, detail), Json.Problem);
    }

    public static Answer To(Admission admission) => admission switch
    {
        Admission.Accepted accepted => new(StatusCodes.Status202Accepted, new Receipt(accepted.Redriven ? "redriven" : "accepted", Printable.Of(accepted.EventId))),
        Admission.Duplicate duplicate => new(StatusCodes.Status200OK, new Receipt("duplicate", Printable.Of(duplicate.EventId))),
        Admission.Probe => new(StatusCodes.Status200OK, new Receipt("probe", null)),
        Admission.Replayed { Answer: ReplayAnswer.Acknowledge } => new(StatusCodes.Status200OK, new Receipt("replayed", null)),
        Admission.Replayed => new(StatusCodes.Status409Conflict, "Replayed", "replayed", "This delivery's nonce was consumed before."),
        Admission.Refused refused => new(StatusOf(refused.Why.Reason), "Refused", refused.Why.Code, refused.Why.Detail),
        _ => new(StatusCodes.Status503ServiceUnavailable, "Unavailable", "unavailable", "Nothing was promised. Send the delivery again."),
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        await JsonAnswer.WriteAsync(response, status, contentType, body);
    }

    private static int StatusOf(RefusalReason reason) => reason switch
    {
        RefusalReason.UnknownSource => StatusCodes.Status404NotFound,
        RefusalReason.BodyTooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalReason.BodyTooSlow => StatusCodes.Status408RequestTimeout,
        RefusalReason.BodyUnreadable or RefusalReason.BodyMalformed or RefusalReason.BodyIncomplete => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status401Unauthorized,
    };

    private sealed record Receipt(
        [property: JsonPropertyName("status")] string Status,
        [property: JsonPropertyName("event_id")] string? EventId);

    private sealed record Problem(
        [property: JsonPropertyName("title")] string Title,
        [property: JsonPropertyName("status")] int Status,
        [property: JsonPropertyName("reason")] string Reason,
        [property: JsonPropertyName("detail")] string Detail);

    [JsonSerializable(typeof(Receipt))]
    [JsonSerializable(typeof(Problem))]
    private sealed partial class AnswerJson : JsonSerializerContext;
}
