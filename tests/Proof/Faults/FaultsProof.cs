using System.Diagnostics;
using Proof.Ordeal;
using Proof.Reporting;

namespace Proof.Faults;

/// <summary>Puts a proxy between the app and Azurite that makes every trouble that storage and networks make. Traffic and judgement are those of <c>kill</c>.</summary>
/// <remarks>
/// Requests and answers that are late, some beyond the deadline; 500, 503, 429; connections reset before storage has acted and after it;
/// answers that end half-way. Now for tables, now for queues, now for both; for a few of a hundred requests or for all; for half a second to
/// two and a half, which is up to fifty seconds of the app's clock, and then calm for less than half a second. An answer that no admission
/// gives is a failure, and the slowest answer must come within the deadline and a second; the short form, made for busy machines, does not
/// judge that.
/// </remarks>
internal sealed class FaultsProof : IProof
{
    // The deadline of every source is 25 s of the hurried clock.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(25) / HurriedClock.Factor;

    public string Verb => "faults";

    public string Claim => "Whatever storage does to its requests and answers, nothing is lost or done twice, and senders are answered within the deadline.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        var (all, hardship, slowest, sent) = (new Verdict(), new Faulting(), TimeSpan.Zero, new List<SentEvent>());
        var began = Stopwatch.StartNew();
        var seed = run.Seed;
        do
        {
            var round = new Round(seed, TimeSpan.FromSeconds(run.IsShort ? 15 : 40), hardship);
            var verdict = await round.RunAsync(cancellationToken);
            all.Add(verdict);
            sent.AddRange(round.Sent);
            slowest = round.Slowest > slowest ? round.Slowest : slowest;
            run.Report.Progress($"seed {seed}: {verdict}, slowest answer {round.Slowest.TotalSeconds:0.00} s");
            foreach (var failure in verdict.Failures.Take(20))
            {
                run.Report.Say($"Seed {seed}: {failure}");
            }

            seed++;
        }
        while (!run.IsShort && began.Elapsed < TimeSpan.FromMinutes(run.Minutes ?? 5));

        run.Report.Say($"{all}. {all.Executions:N0} runs of handlers. Slowest answer: {slowest.TotalSeconds:0.00} s, with a deadline of {Deadline.TotalSeconds:0.00} s.");
        run.Report.Say(WrongClock.Description);
        run.Report.Detail("Answers", Answers.Count(sent));
        var table = new MarkdownTable("Trouble", "Requests to tables", "to queues", "to both");
        foreach (var (name, _) in Weather.Kinds)
        {
            table.Add([name, .. Enum.GetValues<Service>().Select(service => (object)hardship.Met.GetValueOrDefault((name, service)))]);
        }

        run.Report.Detail("Trouble", table);
        run.Report.Say($"{hardship.Met.Values.Sum():N0} requests met one of {Weather.Kinds.Count} kinds of trouble.");

        // A busy machine may be late with anything; what is a second late on a quiet one has not kept the deadline.
        return all.Holds && (run.IsShort || slowest < Deadline + TimeSpan.FromSeconds(1));
    }
}
