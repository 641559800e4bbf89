using Webhooks.Refusing;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Operating;

public sealed record RefusedPage(IReadOnlyList<RefusedLine> Refused, string? Continue);

public sealed record RefusedLine(
    string Source,
    string Id,
    DateTimeOffset ReceivedAt,
    string Reason,
    string Detail,
    long? Size,
    bool BodyIsWhole,
    IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    internal static RefusedLine Of(RefusedDelivery refused, Source? source, Func<string, string> redact) => new(
        refused.Source,
        refused.Id,
        refused.ReceivedAt,
        CodeOf(refused.Reason),
        redact(refused.Detail),
        refused.Size,
        refused.BodyIsWhole,
        RedactedDelivery.RefusedHeaders(source, refused.Headers, redact));

    // Callers get signature_invalid; operators may know that there was no active secret.
    internal static string CodeOf(RefusalReason reason) => reason == RefusalReason.NoActiveSecret ? "no_active_secret" : new Refusal(reason, "").Code;
}

/// <param name="Diagnosis">Empty when the body was not kept whole.</param>
public sealed record RefusedView(RefusedLine Line, string Body, IReadOnlyList<string> Diagnosis, string Check);
