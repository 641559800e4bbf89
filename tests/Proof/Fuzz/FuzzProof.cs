using System.Diagnostics;
using System.Globalization;

namespace Proof.Fuzz;

/// <summary>Tries to have something believed that nobody has signed, and to make anything throw, hang or swell.</summary>
internal sealed class FuzzProof : IProof
{
    private const long ShortCases = 150_000;
    private const long LongCases = 10_000_000;
    private const int MostMegabytesLeft = 64;

    public string Verb => "fuzz";

    public string Claim => "Nothing altered is believed, and nothing that can be sent throws, hangs or costs memory.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken stop)
    {
        var corpus = Corpus.All();
        var honest = corpus.Select(CaseMaker.Honest).ToArray();
        if (honest.Select(tried => Oracle.Fault(tried, BrokenVerifier.AsItIs(tried))).FirstOrDefault(fault => fault is not null) is { } wrong)
        {
            run.Report.Say($"The corpus is not what its senders send: {wrong}.");
            return false;
        }

        var cases = run.Count ?? (run.IsShort ? ShortCases : LongCases);
        run.Report.Progress($"{corpus.Count} deliveries in the corpus, {cases:N0} cases");
        var campaign = new Campaign(corpus, run.Seed);
        var held = GC.GetTotalMemory(forceFullCollection: true);
        var begun = Stopwatch.GetTimestamp();
        await campaign.RunAsync(cases, stop);
        var took = Stopwatch.GetElapsedTime(begun);

        var left = (GC.GetTotalMemory(forceFullCollection: true) - held) / 1024.0 / 1024.0;
        foreach (var fault in campaign.Faults)
        {
            run.Report.Say(fault);
        }

        run.Report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{campaign.Counts.Total:N0} cases from {corpus.Count} deliveries of {corpus.Select(specimen => specimen.Source.Name).Distinct().Count()} senders in {took.TotalSeconds:N0} s, {campaign.Counts.Total / took.TotalSeconds:N0} a second: {campaign.Faults.Count} faults. {campaign.Counts.Posted:N0} went through the HTTP function as well, {campaign.Counts.Parsed:N0} were for parsers. The dearest verification allocated {campaign.Counts.MostAllocated:N0} bytes; {left:N1} MB more are held after the run than before it."));
        run.Report.Show(campaign.Counts.ByKind());
        run.Report.Show(campaign.Counts.ByReason());
        var isCaught = BrokenVerifiers.Catch(corpus, run);
        var isLevel = run.IsShort || ComparisonTiming.IsLevel(run.Report);
        return campaign.Faults.Count == 0 && left < MostMegabytesLeft && isCaught && isLevel;
    }
}
