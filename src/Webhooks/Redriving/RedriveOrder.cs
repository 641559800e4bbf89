namespace Webhooks.Redriving;

public sealed record RedriveOrder(string RequestedBy, string Reason)
{
    /// <summary>Per second. What failed under load must not fail again under its own backlog.</summary>
    public const int DefaultRate = 20;

    public int Rate { get; init; } = DefaultRate;
    public int Limit { get; init; } = 100;
    public HandlerChoice Handlers { get; init; } = HandlerChoice.Failed;
}

/// <param name="NotDead">Ids of events that are not, or no longer, dead letters.</param>
/// <param name="Survey">The result of a dry run.</param>
public sealed record RedriveReport(
    int Redriven, IReadOnlyList<string> NotDead, IReadOnlyList<string> NotFound, string? Continue, DeadLetterSurvey? Survey = null);
