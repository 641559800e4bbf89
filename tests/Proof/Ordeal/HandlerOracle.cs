using System.Diagnostics;
using Webhooks.Events;

namespace Proof.Ordeal;

/// <summary>Judges what became of each handler of an event.</summary>
internal static class HandlerOracle
{
    // A run that began within the first half of another's lease cannot have seen it end, however long storage took to answer.
    private static readonly long Held = (long)(HurriedClock.Real(Habit.Lease / 2).TotalSeconds * Stopwatch.Frequency);

    public static void Judge(Verdict verdict, LedgerEvent found, LedgerRows ledger, ILookup<string, DiaryLine> diary)
    {
        var isGivenUp = found.Status == EventStatus.DeadLettered && found.Handlers?.Any(state => state.Status == HandlerStatus.Waiting) != false
            && found.LastError is { } error && (error.StartsWith("The worker process ended", StringComparison.Ordinal) || error.StartsWith("The host gave up", StringComparison.Ordinal));
        verdict.GivenUp += isGivenUp ? 1 : 0;
        var claims = diary[EventName.Of(found.Key)].Where(line => line.Entry == Entry.Claims).ToList();
        foreach (var handler in EffectHandler.Names.Where(handler => EffectHandler.Wants(handler, found.Body)))
        {
            var name = EventName.Of(found.Key, handler);
            var lines = diary[name].OrderBy(line => line.At).ToList();
            var state = found.Handlers?.FirstOrDefault(one => one.Name == handler);
            JudgeEffect(verdict, name, found, handler, state, ledger, lines);
            if (found.Status == EventStatus.DeadLettered && !isGivenUp)
            {
                JudgeAttempts(verdict, name, found, handler, state, lines.Count(line => line.Entry == Entry.Began));
            }

            JudgeRuns(verdict, name, lines, claims);
        }
    }

    private static void JudgeEffect(
        Verdict verdict, string name, LedgerEvent found, string handler, HandlerState? state, LedgerRows ledger, IReadOnlyList<DiaryLine> lines)
    {
        var isDone = lines.Any(line => line.Entry == Entry.Ended) && ledger.Effects.Contains((found.Key.Source, EventName.RowOf(found.Key, handler)));
        if (!isDone && (found.Status == EventStatus.Processed || state?.Status == HandlerStatus.Done))
        {
            verdict.Lost.Add($"{name}: {found.Status}, {state?.Status}, and the handler has not run to its end.");
        }
    }

    private static void JudgeAttempts(Verdict verdict, string name, LedgerEvent found, string handler, HandlerState? state, int runs)
    {
        if (state is null or { Status: HandlerStatus.Waiting })
        {
            verdict.Starved.Add($"{name}: a dead letter ({found.LastError}), and the handler still has attempts left.");
        }
        else if (state.Status == HandlerStatus.Failed && runs < Habit.MaxAttempts && !(handler == EffectHandler.Planned && Plan.Of(found.Body.Span) == Plan.FailsUntilRedriven))
        {
            verdict.Starved.Add($"{name}: failed after {runs} runs ({state.LastError}).");
        }
    }

    private static void JudgeRuns(Verdict verdict, string name, IReadOnlyList<DiaryLine> lines, IReadOnlyList<DiaryLine> claims)
    {
        var done = lines.FirstOrDefault(line => line.Entry == Entry.Done)?.At ?? long.MaxValue;
        if (lines.Any(line => line.Entry == Entry.Began && line.At > done))
        {
            verdict.Doubled.Add($"{name}: began after it was done.");
        }

        foreach (var run in lines.Where(line => line.Entry == Entry.Began))
        {
            var claimed = claims.LastOrDefault(claim => claim.Process == run.Process && claim.At < run.At)?.At ?? run.At;
            var ended = lines.FirstOrDefault(line => line.Process == run.Process && line.Entry is Entry.Ended or Entry.Failed && line.At > run.At)?.At ?? run.At;
            if (lines.Any(other => other.Entry == Entry.Began && other.At > run.At && other.At < ended && other.At - claimed < Held))
            {
                verdict.Doubled.Add($"{name}: two runs at once, while the first held its lease.");
            }
        }
    }
}
