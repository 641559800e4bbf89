using Webhooks.Events;
using Webhooks.Refusing;

namespace Webhooks.Operating;

/// <param name="SearchedTo">How far back the filter looked, when it stopped before the page was full.</param>
public sealed record LogPage(DateTimeOffset At, IReadOnlyList<LogLine> Lines, string? Continue, DateTimeOffset? SearchedTo);

/// <param name="Id">The event id; of a refused delivery, its own.</param>
/// <param name="Reason">The last error, or the code of the refusal.</param>
public sealed record LogLine(
    string Source,
    string Id,
    string Status,
    string? EventType,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? EndedAt,
    int Attempts,
    string? Reason,
    long? BodyBytes)
{
    public const string Refused = "Refused";

    public IReadOnlyList<Breach> Breaches { get; init => field = value ?? []; } = [];

    public static LogLine Of(RefusedDelivery refused) => new(
        refused.Source, refused.Id, Refused, null, refused.ReceivedAt, null, 0, RefusedLine.CodeOf(refused.Reason), refused.Size);
}
