using System.Diagnostics;
using Proof.Ordeal;
using Proof.Reporting;

namespace Proof.Kill;

internal sealed class KillProof : IProof
{
    public string Verb => "kill";

    public string Claim => "Killed at any step, thousands of times, the receiver loses nothing, does nothing twice, and gets stuck nowhere.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken stop)
    {
        var (all, deaths, sent, steps) = (new Verdict(), 0, new List<SentEvent>(), new Dictionary<string, int>());
        var redriven = 0;
        var began = Stopwatch.StartNew();
        var seed = run.Seed;
        do
        {
            var round = new Round(seed, TimeSpan.FromSeconds(run.IsShort ? 15 : 45), new Killing());
            var verdict = await round.RunAsync(stop);
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
        run.Report.Show(Answers.Count(sent));
        var table = new MarkdownTable("Killed", "Times");
        foreach (var step in Step.All)
        {
            table.Add(step.Name, steps.GetValueOrDefault(step.Name));
        }

        table.Add("at a random moment", deaths - steps.Values.Sum());
        run.Report.Show(table);
        return all.Holds;
    }
}
