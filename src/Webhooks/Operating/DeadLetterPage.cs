using Webhooks.Events;

namespace Webhooks.Operating;

/// <summary>Some dead letters, newest first.</summary>
/// <param name="DeadLetters">They.</param>
/// <param name="Continue">Asks for the next page as <c>after</c>; null on the last.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetterLine> DeadLetters, string? Continue);

/// <summary>One dead letter.</summary>
public sealed record DeadLetterLine(
    string Source, string EventId, string EventType, int Attempts, int TimesRedriven, DateTimeOffset ReceivedAt, DateTimeOffset DeadAt, string LastError)
{
    /// <summary>A dead letter as the API shows it.</summary>
    public static DeadLetterLine Of(DeadLetter dead) => new(
        dead.Key.Source, dead.Key.EventId, dead.EventType, dead.Attempts, dead.TimesRedriven, dead.ReceivedAt, dead.DeadAt, dead.LastError);
}
