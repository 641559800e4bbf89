using Webhooks.Redriving;

namespace Webhooks.Operating;

/// <param name="Survey">The result of a dry run.</param>
public sealed record RedriveReport(
    int Redriven, IReadOnlyList<string> NotDead, IReadOnlyList<string> NotFound, string? Continue, DeadLetterSurvey? Survey)
{
    public static RedriveReport Of(RedriveRun run) => new(run.Redriven, run.NotDead, run.NotFound, run.Continue, Survey: null);

    public static RedriveReport Of(DeadLetterSurvey survey) => new(0, [], [], Continue: null, survey);
}
