using Webhooks.Refusing;

namespace Webhooks.Operating;

/// <summary>Some of the delivery log, newest first: events by when they arrived, and refused deliveries among them.</summary>
/// <param name="At">The receiver's clock.</param>
/// <param name="Lines">They.</param>
/// <param name="Continue">Asks for older ones as <c>after</c>; null when there are none.</param>
/// <param name="SearchedTo">How far back the filter has looked, when it stopped before the page was full.</param>
public sealed record LogPage(DateTimeOffset At, IReadOnlyList<LogLine> Lines, string? Continue, DateTimeOffset? SearchedTo);

/// <summary>One line.</summary>
/// <param name="Source">The source.</param>
/// <param name="Id">The event id; the arrival's id of a refused delivery.</param>
/// <param name="Status"><c>Pending</c>, <c>Processed</c>, <c>DeadLettered</c>, or <see cref="Refused" />.</param>
/// <param name="EventType">The type; null of a refused delivery.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="EndedAt">When it was processed or given up; null while it is pending.</param>
/// <param name="Attempts">Attempts begun.</param>
/// <param name="Reason">The last error, or the code of the refusal.</param>
/// <param name="BodyBytes">Bytes of the body, when known.</param>
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
    /// <summary>The status of what never became an event.</summary>
    public const string Refused = "Refused";

    /// <summary>A refused delivery as a line.</summary>
    public static LogLine Of(RefusedDelivery refused) => new(
        refused.Source, refused.Id, Refused, null, refused.ReceivedAt, null, 0, RefusedLine.CodeOf(refused.Reason), refused.Size);
}
