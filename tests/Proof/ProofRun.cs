using Proof.Reporting;

namespace Proof;

/// <summary>How a proof is to run.</summary>
/// <param name="IsShort">Whether it has to be done within a minute: the same claim, fewer cases.</param>
/// <param name="Seed">What all that is random comes from, so that a failing run can be run again.</param>
/// <param name="Report">Where the results go.</param>
internal sealed record ProofRun(bool IsShort, int Seed, Report Report)
{
    /// <summary>How many cases or rows, instead of as many as the proof has by itself.</summary>
    public long? Count { get; init; }

    /// <summary>The <c>LocalHost.dll</c> of an earlier build, to compare with.</summary>
    public string? Before { get; init; }

    /// <summary>For how many minutes, instead of as many as the proof takes by itself.</summary>
    public double? Minutes { get; init; }
}
