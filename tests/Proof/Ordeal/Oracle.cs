using Webhooks.Events;
using Webhooks.Storage.Events;

namespace Proof.Ordeal;

/// <summary>Judges a round from three witnesses that know nothing of each other: the senders, the handlers' diaries, and what is in storage.</summary>
/// <remarks>
/// <para>Lost: answered 2xx and not in the ledger; Processed, and one of its handlers has not run to its end or its effect is missing; a
/// nonce without its event; a dead letter that cannot be found.</para>
/// <para>Doubled: two 202 for one event; two runs that were told they had processed it; a handler begun after it was done, or while
/// another run of it held its lease; rows twice. More executions than events are no fault: handlers run at least once, and what counts is
/// that their effect is there once.</para>
/// <para>Stuck: an event that is pending when there was peace for a minute and a half (half an hour of its clock), or a pending row that
/// is left over.</para>
/// <para>Starved: a dead letter with a handler that has not had all of its own attempts.</para>
/// <para>Wrong: an answer that no admission gives, and anything but a refusal for a body that is too large.</para>
/// <para>Untold: a dead letter of which no channel has heard by then, and whose notification is no dead letter itself.</para>
/// </remarks>
internal static class Oracle
{
    private static readonly HashSet<string> Known =
        [SentEvent.NoAnswer, "202 accepted", "202 redriven", "200 duplicate", "409 replayed", "408 body_too_slow", "503 unavailable"];

    private static readonly HashSet<string> KnownWhenTooLarge =
        [SentEvent.NoAnswer, "413 body_too_large", "408 body_too_slow", "503 unavailable"];

    public static Verdict Judge(IReadOnlyCollection<SentEvent> sent, LedgerRows ledger, IReadOnlyList<DiaryLine> diary)
    {
        var verdict = new Verdict { Accepted = sent.Count(one => one.IsAnswered), Executions = diary.Count(line => line.Entry == Entry.Began) };
        foreach (var one in sent)
        {
            JudgeAnswers(verdict, one, ledger);
        }

        var runs = diary.Where(line => line.Entry != Entry.Died).ToLookup(line => line.About);
        foreach (var ((source, eventId), row) in ledger.Events)
        {
            var key = new EventKey(source, null, eventId);
            JudgeEnd(verdict, key, LedgerRows.StatusOf(row), [.. runs[EventName.Of(key)]]);
            HandlerOracle.Judge(verdict, EventRow.Read(key, row), ledger, runs);
        }

        verdict.Unsent += ledger.Unsent.Count;
        verdict.Suppressed.AddRange(ledger.Suppressed.Select(dead => $"{dead.Source} {dead.EventId}: a dead letter that nobody has heard of."));
        JudgeRows(verdict, ledger);
        return verdict;
    }

    private static void JudgeAnswers(Verdict verdict, SentEvent sent, LedgerRows ledger)
    {
        var name = $"{sent.Source} {sent.EventId} ({string.Join(", ", sent.Answers)})";
        var isThere = ledger.Events.ContainsKey((sent.Source, sent.EventId));
        if (sent.IsAnswered && !isThere)
        {
            verdict.Lost.Add($"{name}: answered 2xx, and not in the ledger.");
        }

        if (sent.WasReplayed && !isThere)
        {
            verdict.Lost.Add($"{name}: its nonce is burnt, and the event is not in the ledger.");
        }

        if (sent.IsTooLarge && isThere)
        {
            verdict.Wrong.Add($"{name}: too large, and in the ledger.");
        }

        var known = sent.IsTooLarge ? KnownWhenTooLarge : Known;
        if (sent.Answers.FirstOrDefault(answer => !known.Contains(answer)) is { } wrong)
        {
            verdict.Wrong.Add($"{name}: {wrong} is no answer to a genuine delivery.");
        }

        if (sent.TimesAccepted > 1)
        {
            verdict.Doubled.Add($"{name}: accepted {sent.TimesAccepted} times.");
        }
    }

    private static void JudgeEnd(Verdict verdict, EventKey key, EventStatus status, IReadOnlyList<DiaryLine> runs)
    {
        var name = EventName.Of(key);
        switch (status)
        {
            case EventStatus.Pending:
                verdict.Stuck.Add($"{name}: still pending.");
                break;
            case EventStatus.Processed:
                verdict.Processed++;
                break;
            default:
                verdict.DeadLettered++;
                break;
        }

        if (runs.Count(run => run.Entry == Entry.Finished) > 1)
        {
            verdict.Doubled.Add($"{name}: two runs were told that they had processed it.");
        }
    }

    private static void JudgeRows(Verdict verdict, LedgerRows ledger)
    {
        foreach (var row in ledger.Of("p"))
        {
            verdict.Stuck.Add($"{row.PartitionKey} {row.RowKey}: a pending row is left over.");
        }

        foreach (var row in ledger.Of("n").Where(row => !ledger.Events.ContainsKey((LedgerRows.SourceOf(row), row.GetString(EventRow.EventId)))))
        {
            verdict.Lost.Add($"{row.PartitionKey} {row.RowKey}: a nonce without its event.");
        }

        var dead = ledger.Of("d").Select(row => (LedgerRows.SourceOf(row), row.GetString(EventRow.EventId))).ToList();
        foreach (var one in dead.GroupBy(one => one).Where(group => group.Count() > 1))
        {
            verdict.Doubled.Add($"{one.Key}: {one.Count()} dead-letter rows.");
        }

        foreach (var ((source, eventId), row) in ledger.Events.Where(found => LedgerRows.StatusOf(found.Value) == EventStatus.DeadLettered != dead.Contains(found.Key)))
        {
            verdict.Lost.Add($"{source} {eventId}: {LedgerRows.StatusOf(row)}, which its dead-letter row contradicts.");
        }

        foreach (var timeline in ledger.Of("t").GroupBy(row => (row.PartitionKey, row.GetString(EventRow.EventId))).Where(group => group.Count() > 1))
        {
            verdict.Doubled.Add($"{timeline.Key}: {timeline.Count()} timeline rows.");
        }
    }
}
