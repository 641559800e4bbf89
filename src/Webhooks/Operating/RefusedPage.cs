using Webhooks.Refusing;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Operating;

/// <summary>Some refused deliveries, newest first.</summary>
/// <param name="Refused">They.</param>
/// <param name="Continue">Asks for the next page as <c>after</c>; null on the last.</param>
public sealed record RefusedPage(IReadOnlyList<RefusedLine> Refused, string? Continue);

/// <summary>One refused delivery, without its body.</summary>
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
    /// <summary>A refused delivery as the API shows it.</summary>
    public static RefusedLine Of(RefusedDelivery refused) => new(
        refused.Source,
        refused.Id,
        refused.ReceivedAt,
        CodeOf(refused.Reason),
        refused.Detail,
        refused.Size,
        refused.BodyIsWhole,
        refused.Headers);

    // Callers are told that their signature is wrong; operators may know that there was nothing to hold it against.
    internal static string CodeOf(RefusalReason reason) => reason == RefusalReason.NoActiveSecret ? "no_active_secret" : new Refusal(reason, "").Code;
}
