using System.Diagnostics;
using System.Globalization;

namespace Proof.Fuzz;

/// <summary>Tries to have something believed that nobody has signed, and to make anything throw, hang or swell.</summary>
/// <remarks>
/// The corpus: all samples of <c>hook send</c> and of every preset, signed, samples of senders that use the parts of a scheme that no known
/// sender uses, and the deliveries that senders publish with their secrets. The cases: honest deliveries; deliveries touched after signing;
/// bytes moved over the border of two signed parts; strange content properly signed, so that everything behind the signature is reached;
/// forgeries (no key, other keys, an expired secret, another algorithm, address or method, MACs over other bytes, MACs cut or bent, tokens
/// that are nearly right); bodies of hundreds of kilobytes. One case in sixteen goes through the HTTP function as well, where 500 and 503
/// are faults; one in five is for the parsers and for handshakes.
/// <para>The oracle is not the product. It knows how a case was made, signs and verifies by the data of the preset files or the senders'
/// pages with an implementation that shares no code with ours, and reads ids with a JSON document instead of our reader. It also objects to
/// an honest delivery that is refused. Verifiers with mistakes that real receivers had show in each run that it can fail.</para>
/// <para>Time: Welch's t-test over interleaved guesses that differ at the first or at the last character of a MAC.</para>
/// </remarks>
internal sealed class FuzzProof : IProof
{
    private const long ShortCases = 150_000;
    private const long LongCases = 10_000_000;
    private const int MostMegabytesLeft = 64;

    public string Verb => "fuzz";

    public string Claim => "Nothing altered is believed, and nothing that can be sent throws, hangs or costs memory.";

    public async Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken)
    {
        var corpus = Corpus.All();
        var honest = corpus.Select(CaseMaker.Honest).ToArray();
        if (honest.Select(tried => Oracle.Fault(tried, BrokenVerifier.AsItIs(tried)) is { } fault ? $"{tried.Of.Source.Name}: {fault}" : null).FirstOrDefault(fault => fault is not null) is { } wrong)
        {
            run.Report.Say($"The corpus is not what its senders send: {wrong}.");
            return false;
        }

        var cases = run.Count ?? (run.IsShort ? ShortCases : LongCases);
        run.Report.Progress($"{corpus.Count} deliveries in the corpus, {cases:N0} cases");
        var campaign = new Campaign(corpus, run.Seed);
        var held = GC.GetTotalMemory(forceFullCollection: true);
        var begun = Stopwatch.GetTimestamp();
        await campaign.RunAsync(cases, cancellationToken);
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
        run.Report.Detail("By reason", campaign.Counts.ByReason());
        var isCaught = BrokenVerifiers.Catch(corpus, run);
        var isLevel = run.IsShort || ComparisonTiming.IsLevel(run.Report);
        return campaign.Faults.Count == 0 && left < MostMegabytesLeft && isCaught && isLevel;
    }
}
