namespace Webhooks.Notifying.Flooding;

/// <summary>Notifications that were counted and not yet told.</summary>
public sealed record SuppressedCounts
{
    private const int MostExamples = 5;

    /// <summary>How many.</summary>
    public int Count { get; init; }

    /// <summary>How many of the things they are about are well again.</summary>
    public int Recovered { get; init; }

    /// <summary>How many different things they are about.</summary>
    public int Subjects { get; init; }

    /// <summary>When the first of them happened.</summary>
    public DateTimeOffset First { get; init; }

    /// <summary>When the last of them happened.</summary>
    public DateTimeOffset Last { get; init; }

    /// <summary>The worst of them.</summary>
    public Severity Worst { get; init; }

    /// <summary>Some of the things they are about.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The tally with one more notification.</summary>
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

    /// <summary>The tally with one thing that is well again, and with what had been counted of that thing alone.</summary>
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
