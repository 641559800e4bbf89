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

    /// <summary>The failures whose cause is known, by it.</summary>
    public IReadOnlyList<CauseCount> Causes { get; init => field = value ?? []; } = [];

    /// <summary>Covers the failures; null when there are none, and in rows of older versions.</summary>
    public MessageScope? Scope { get; init; }

    internal static SuppressedCounts Add(SuppressedCounts? counts, Notification failure, bool isNewSubject)
    {
        var isCounted = counts is { Count: > 0 } && failure.IsCountedSince(counts.First);
        var sum = Add(counts, failure.At, failure.At, isCounted ? 0 : 1, recoveries: 0, failure.Notice.Severity, MessageScope.Of(failure));
        return sum.WithExample(ExampleOf(failure)) with
        {
            Subjects = sum.Subjects + (isNewSubject ? 1 : 0),
            Causes = isCounted ? sum.Causes : CauseCount.Add(sum.Causes, failure.Notice),
        };
    }

    // With the failures of the same subject that were only counted.
    internal static SuppressedCounts AddRecovery(SuppressedCounts? counts, Notification recovery, SubjectFlood? before)
    {
        var failures = before?.Suppressed;
        var sum = Add(counts, recovery.At, recovery.At, failures?.Count ?? 0, recoveries: 1, Severity.Info, failures?.Scope);
        var after = before?.FailingSince is { } since ? $", after {Quantity.Span(recovery.At - since)}" : "";
        return sum.WithExample(ExampleOf(recovery) + after) with { Causes = CauseCount.Add(sum.Causes, failures?.Causes ?? []) };
    }

    // The title has the names that people use; the subject the id.
    private static string ExampleOf(Notification notification) => notification.Notice switch
    {
        { FromCallers: true } => notification.Source,
        { Title: var title, Subject: var subject } when title.Contains(subject, StringComparison.Ordinal) => title,
        { Title: var title, Subject: var subject } => $"{title} ({subject})",
    };

    internal static SuppressedCounts Add(SuppressedCounts? counts, ChannelMessage message) =>
        Add(counts, message.First ?? message.At, message.Last ?? message.At, message.Count, message.Kind == MessageKind.Recovered ? 1 : 0, message.Severity, message.Scope);

    private static SuppressedCounts Add(SuppressedCounts? counts, DateTimeOffset first, DateTimeOffset last, int failures, int recoveries, Severity severity, MessageScope? scope)
    {
        var covered = counts is null or { Count: 0 } ? scope : scope is null || counts.Scope is null ? counts.Scope : counts.Scope.With(scope);
        counts ??= new SuppressedCounts { First = first, Last = last };
        return counts with
        {
            Count = counts.Count + failures,
            Recovered = counts.Recovered + recoveries,
            First = first < counts.First ? first : counts.First,
            Last = last > counts.Last ? last : counts.Last,
            Scope = covered,
            Worst = severity > counts.Worst ? severity : counts.Worst,
        };
    }

    private SuppressedCounts WithExample(string subject) =>
        Examples.Count < MostExamples && !Examples.Contains(subject) ? this with { Examples = [.. Examples, subject] } : this;
}
