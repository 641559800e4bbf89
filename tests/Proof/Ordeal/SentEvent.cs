using System.Collections.Concurrent;

namespace Proof.Ordeal;

/// <summary>An event at its sender: what it has been answered so far.</summary>
/// <param name="Source">The source it is sent to.</param>
/// <param name="EventId">Its id, as the scheme reads it from the signed delivery.</param>
internal sealed record SentEvent(string Source, string EventId)
{
    public const string NoAnswer = "none";

    /// <summary>The status of every answer, and the word in it, such as <c>202 accepted</c>.</summary>
    public ConcurrentQueue<string> Answers { get; } = [];

    /// <summary>Whether its body is over the limit of its source.</summary>
    public bool IsTooLarge { get; init; }

    /// <summary>Whether the sender was told that it need not come back.</summary>
    public bool IsAnswered => Answers.Any(answer => answer.StartsWith('2'));

    /// <summary>Whether sending it again would change nothing.</summary>
    public bool IsSettled => IsAnswered || Answers.Any(answer => answer.StartsWith("413", StringComparison.Ordinal));

    public int TimesAccepted => Answers.Count(answer => answer == "202 accepted");

    public int TimesRedriven => Answers.Count(answer => answer == "202 redriven");

    public bool WasReplayed => Answers.Any(answer => answer.StartsWith("409", StringComparison.Ordinal));
}
