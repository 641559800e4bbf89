using Webhooks.Redriving;

namespace Webhooks.Operating;

/// <summary>What became of an order to redrive.</summary>
/// <param name="Redriven">How many are pending again.</param>
/// <param name="NotDead">Ids of events that are no dead letters, or no more.</param>
/// <param name="NotFound">Ids that no event has.</param>
/// <param name="Continue">Goes on as <c>after</c>; null when the run is through.</param>
/// <param name="Survey">What a dry run found.</param>
public sealed record RedriveReport(
    int Redriven, IReadOnlyList<string> NotDead, IReadOnlyList<string> NotFound, string? Continue, DeadLetterSurvey? Survey)
{
    /// <summary>A run as the API reports it.</summary>
    public static RedriveReport Of(RedriveRun run) => new(run.Redriven, run.NotDead, run.NotFound, run.Continue, Survey: null);

    /// <summary>A dry run as the API reports it.</summary>
    public static RedriveReport Of(DeadLetterSurvey survey) => new(0, [], [], Continue: null, survey);
}
