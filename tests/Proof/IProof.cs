namespace Proof;

/// <summary>A claim of <c>docs/proof.md</c>, and the run that shows whether it holds.</summary>
internal interface IProof
{
    /// <summary>The verb that runs it, and the name of its section on the page.</summary>
    string Verb { get; }

    /// <summary>What it shows, in one line.</summary>
    string Claim { get; }

    /// <summary>Runs, tells its tables to <see cref="ProofRun.Report" />, and gives whether the claim held.</summary>
    Task<bool> RunAsync(ProofRun run, CancellationToken cancellationToken);
}
