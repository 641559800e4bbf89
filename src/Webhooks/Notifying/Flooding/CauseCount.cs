namespace Webhooks.Notifying.Flooding;

/// <summary>Failures of one cause that were counted and not yet sent.</summary>
/// <param name="Cause">As the sender names it, such as an error code.</param>
/// <param name="Next">What to do about it.</param>
/// <param name="Examples">The first few.</param>
public sealed record CauseCount(string Cause, int Count, string Next, IReadOnlyList<string> Examples)
{
    private const string Others = "others";
    private const int MostCauses = 8;
    private const int MostExamples = 5;

    internal static IReadOnlyList<CauseCount> Add(IReadOnlyList<CauseCount> causes, Notice failure) => failure.Cause is null
        ? causes
        : AddOne(causes, new(failure.Cause, 1, failure.Next, failure.Example is null ? [] : [failure.Example]));

    internal static IReadOnlyList<CauseCount> Add(IReadOnlyList<CauseCount> causes, IReadOnlyList<CauseCount> more) => more.Aggregate(causes, AddOne);

    private static IReadOnlyList<CauseCount> AddOne(IReadOnlyList<CauseCount> causes, CauseCount one)
    {
        if (causes.All(cause => cause.Cause != one.Cause))
        {
            // What a sender calls by ever new names must fit a row, too.
            return causes.Count < MostCauses ? [.. causes, one]
                : causes.Any(cause => cause.Cause == Others) ? AddOne(causes, one with { Cause = Others })
                : [.. causes, one with { Cause = Others, Next = "Open the events: each has its own cause." }];
        }

        return [.. causes.Select(cause => cause.Cause != one.Cause ? cause : cause with
        {
            Count = cause.Count + one.Count,
            Examples = [.. cause.Examples.Union(one.Examples).Take(MostExamples)],
        })];
    }
}
