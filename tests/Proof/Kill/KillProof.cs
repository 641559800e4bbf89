using System.Diagnostics;
using Proof.Ordeal;
using Proof.Reporting;

namespace Proof.Kill;

/// <summary>Kills the receiver, as <c>kill -9</c> does, at every named step and at random moments, while senders send and come back.</summary>
/// <remarks>
/// A round has storage of its own (Azurite on disk) and four copies of the app, each a process: LocalHost with the product's own
/// composition. Tripwires are before the product's ports, outside of it: a copy that takes its step for the n-th time writes one line into
/// its diary and kills itself; who does not get there is killed from outside. Dead copies are replaced. Seven senders send as their pages
/// say: what they sign anew, how often they come back, when they give up; some press "Replay" later, and an operator redrives dead letters
/// all the time. Of an event's handlers one is slow; one fails once for two of ten events, and until redriven for one; for one of ten there is
/// a third that fails in every attempt. Clocks of app and senders run twenty times as fast as the machine's, and those of two copies are
/// wrong where that can be arranged. Then there is peace until nothing is pending, and the <see cref="Oracle" /> compares three witnesses.
/// <para>Azurite is asked to end, not killed outright: killed, it forgets what it had confirmed in its last seconds. No storage account
/// does that.</para>
/// <para>A seed decides what is sent, when, which plan each event has and where each copy dies; the order in which the machine runs things
/// it cannot decide. <c>kill --short --seed N</c> begins with round N, <c>--for MINUTES</c> goes on, seed after seed.</para>
/// </remarks>
internal sealed class KillProof : IProof
{
    public string Verb => "kill";

    public string Claim => "Killed at any step, thousands of times, the receiver loses nothing, does nothing twice, and gets stuck nowhere.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        var (all, deaths, sent, steps) = (new Verdict(), 0, new List<SentEvent>(), new Dictionary<string, int>());
        var redriven = 0;
        var began = Stopwatch.StartNew();
        var seed = run.Seed;
        do
        {
            var round = new Round(seed, TimeSpan.FromSeconds(run.IsShort ? 15 : 45), new Killing());
            var verdict = await round.RunAsync(cancellationToken);
            all.Add(verdict);
            deaths += round.Deaths;
            redriven += round.Redriven;
            sent.AddRange(round.Sent);
            foreach (var died in round.Diary.Where(line => line.Entry == Entry.Died))
            {
                steps[died.About] = steps.GetValueOrDefault(died.About) + 1;
            }

            run.Report.Progress($"seed {seed}: {round.Deaths} kills, {verdict}, told {round.Notifications}");
            foreach (var failure in verdict.Failures.Take(20))
            {
                run.Report.Say($"Seed {seed}: {failure}");
            }

            seed++;
        }
        while (!run.IsShort && began.Elapsed < TimeSpan.FromMinutes(run.Minutes ?? 7));

        run.Report.Say($"{all}. {deaths:N0} kills, {all.Executions:N0} runs of handlers for {all.Processed:N0} events.");
        run.Report.Say($"Operators put {redriven:N0} dead letters back to work, senders {sent.Sum(one => one.TimesRedriven):N0}; {all.DeadLettered:N0} were left. {all.Unsent:N0} notifications that the host gave up after five tries were still a dead letter at the end.");
        run.Report.Say($"{WrongClock.Description} {all.GivenUp:N0} events were killed three times while they ran alone, and given up for it.");
        run.Report.Detail("Answers", Answers.Count(sent));
        var table = new MarkdownTable("Killed", "Times");
        foreach (var step in Step.All)
        {
            table.Add(step.Name, steps.GetValueOrDefault(step.Name));
        }

        table.Add("at a random moment", deaths - steps.Values.Sum());
        run.Report.Detail("Killed", table);
        var atSteps = Step.All.Select(step => steps.GetValueOrDefault(step.Name)).ToArray();
        run.Report.Say($"Each of the {atSteps.Length} steps {atSteps.Min()} to {atSteps.Max()} times, {deaths - atSteps.Sum():N0} at a random moment.");
        return all.Holds;
    }
}
