namespace Webhooks.Events;

/// <summary>One line of an event's history.</summary>
/// <param name="At">When it happened.</param>
/// <param name="What">One of the constants below, or <c>attempt failed</c>.</param>
/// <param name="Detail">The error, or who asked and why.</param>
public sealed record HistoryEntry(DateTimeOffset At, string What, string? Detail)
{
    public const string DeadLettered = "dead-lettered";

    /// <summary>By an operator, or by the sender.</summary>
    public const string Redriven = "redriven";

    /// <summary>By an operator, whatever had become of it.</summary>
    public const string Resent = "resent";

    /// <summary>Admitted by an operator after it had been refused.</summary>
    public const string Readmitted = "readmitted";

    /// <summary>An operator's remark.</summary>
    public const string Note = "note";

    /// <summary>Begins the detail of a redrive that the sender asked for.</summary>
    public const string BySender = "by the sender:";
}
