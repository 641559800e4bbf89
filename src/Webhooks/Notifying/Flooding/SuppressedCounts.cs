namespace Webhooks.Notifying.Flooding;

/// <summary>Notifications that were counted and not yet sent.</summary>
public sealed record SuppressedCounts
{
    private const int MostExamples = 5;

    public int Count { get; init; }
    public int Recovered { get; init; }
    public int Subjects { get; init; }
    public DateTimeOffset First { get; init; }
    public DateTimeOffset Last { get; init; }
    public Severity Worst { get; init; }
    public IReadOnlyList<string> Examples { get; init; } = [];

    public static SuppressedCounts Add(SuppressedCounts? tally, Notification said, bool isNewSubject)
    {
        var sofar = tally ?? new SuppressedCounts { First = said.At, Last = said.At };
        return sofar.Spanning(said.At) with
        {
            Count = sofar.Count + 1,
            Subjects = sofar.Subjects + (isNewSubject ? 1 : 0),
            Worst = Worse(sofar.Worst, said.Notice.Severity),
            Examples = sofar.WithExample(said.Notice.Subject),
        };
    }

    /// <summary>Adds a recovery, and the failures of its subject that were only counted.</summary>
    public static SuppressedCounts AddRecovery(SuppressedCounts? tally, Notification said, int failures)
    {
        var sofar = tally ?? new SuppressedCounts { First = said.At, Last = said.At };
        return sofar.Spanning(said.At) with
        {
            Count = sofar.Count + failures,
            Recovered = sofar.Recovered + 1,
            Examples = sofar.WithExample(said.Notice.Subject),
        };
    }

    private static Severity Worse(Severity one, Severity other) => one > other ? one : other;

    private SuppressedCounts Spanning(DateTimeOffset at) => this with { First = at < First ? at : First, Last = at > Last ? at : Last };

    private IReadOnlyList<string> WithExample(string subject) =>
        Examples.Count < MostExamples && !Examples.Contains(subject) ? [.. Examples, subject] : Examples;
}
