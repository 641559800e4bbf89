using Proof.Processes;
using Proof.Reporting;
using Proof.Speed;

namespace Proof.Backlog;

/// <summary>How fast what was accepted is processed, beside an earlier build.</summary>
/// <remarks>
/// Each build is LocalHost as a process of its own, with the product's own handlers; the earlier one is built from its commit and named with
/// <c>--before</c>. Each accepts its own backlog, with its queue functions off, and is then started anew with them: an earlier build cannot
/// read what a later one queues. Builds do the same in turn, round after round, the median of the rounds counts, and each run has storage of
/// its own. Moments are those of the ledger.
/// </remarks>
internal sealed class ProcessProof : IProof
{
    public string Verb => "process";

    public string Claim => "Processing keeps up with accepting.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        var plan = run.IsShort ? BacklogPlan.Short : BacklogPlan.Of(run.Count);
        Build[] builds = run.Before is { } before ? [Build.Earlier(before), Build.This] : [Build.This];
        if (run.Before is null)
        {
            run.Report.Say("**Without an earlier build**: none was named with `--before`, so nothing here is compared with one.");
        }

        var targets = new Targets(run.IsShort);
        var tables = new ProcessTables();
        // The short form judges no time, and shows on the stub all that is left to judge.
        foreach (var (name, start) in Storage.Both.Skip(run.IsShort ? 1 : 0))
        {
            var course = new Course(start, plan);
            var results = builds.ToDictionary(build => build, _ => new Results());
            for (var round = 0; round < plan.Rounds; round++)
            {
                run.Report.Progress($"round {round + 1} of {plan.Rounds}, on {name}");
                var inTurn = round % 2 == 0 ? builds : builds.Reverse();
                foreach (var build in inTurn)
                {
                    await course.WorkOffAsync(build, results[build], cancellationToken);
                }

                foreach (var build in inTurn)
                {
                    await course.StreamAsync(build, processing: false, results[build], cancellationToken);
                    await course.StreamAsync(build, processing: true, results[build], cancellationToken);
                }

                foreach (var build in inTurn)
                {
                    await course.TrickleAsync(build, results[build], run.Seed + round, cancellationToken);
                }
            }

            tables.Add(name, results);
            ProcessTables.Judge(name, results, targets);
        }

        tables.Show(run.Report, plan);
        targets.Show(run.Report);
        return targets.Hold;
    }
}
