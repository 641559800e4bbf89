using Webhooks.Events;

namespace Webhooks.Operating;

public sealed record DeadLetterPage(IReadOnlyList<DeadLetterLine> DeadLetters, string? Continue);

public sealed record DeadLetterLine(
    string Source, string EventId, string EventType, int Attempts, int TimesRedriven, DateTimeOffset ReceivedAt, DateTimeOffset DeadAt, string LastError)
{
    public static DeadLetterLine Of(DeadLetter dead) => new(
        dead.Key.Source, dead.Key.EventId, dead.EventType, dead.Attempts, dead.TimesRedriven, dead.ReceivedAt, dead.DeadAt, dead.LastError);
}
