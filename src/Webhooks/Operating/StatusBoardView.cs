using Webhooks.Status;

namespace Webhooks.Operating;

/// <summary>The status board.</summary>
/// <param name="At">The receiver's clock.</param>
/// <param name="Things">What is wrong first, then the latest change first.</param>
/// <param name="More">Whether there is more than was read.</param>
public sealed record StatusBoardView(DateTimeOffset At, IReadOnlyList<ThingView> Things, bool More);

/// <summary>One thing that a sender talks about.</summary>
/// <param name="Source">The source.</param>
/// <param name="Kind">What sort of thing, such as <c>camera</c>.</param>
/// <param name="Id">The sender's id of it.</param>
/// <param name="State">Its state, in the sender's word.</param>
/// <param name="IsWrong">Whether that means that something is wrong.</param>
/// <param name="Summary">One line for people.</param>
/// <param name="OccurredAt">When it was so, by the sender's clock.</param>
/// <param name="ChangedAt">When the state last became another.</param>
/// <param name="Count">How many events of this state have come one after the other.</param>
/// <param name="EventId">The event that said so.</param>
/// <param name="Details">Numbers and names beside the state.</param>
public sealed record ThingView(
    string Source,
    string Kind,
    string Id,
    string State,
    bool IsUnhealthy,
    string Summary,
    DateTimeOffset OccurredAt,
    DateTimeOffset ChangedAt,
    int Count,
    string EventId,
    IReadOnlyDictionary<string, string> Details)
{
    /// <summary>A row of the board as the API shows it.</summary>
    public static ThingView Of(StatusRow row) => new(
        row.Source, row.Latest.Kind, row.Latest.Id, row.Latest.State, row.Latest.IsUnhealthy, row.Latest.Summary,
        row.Latest.At, row.LastChanged, row.Count, row.LastEventId, row.Latest.Details);
}
