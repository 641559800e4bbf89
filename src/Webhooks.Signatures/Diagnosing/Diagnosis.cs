using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>What the doctor says of a delivery.</summary>
/// <param name="Verdict">The verdict of the scheme itself. The doctor explains it and never overrules it.</param>
/// <param name="Findings">What is wrong, first to mend first; empty exactly when the delivery verifies or is a probe.</param>
public sealed record Diagnosis(Verification Verdict, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether the delivery verifies.</summary>
    public bool Verifies => Verdict is Verification.Verified;

    /// <summary>The time the sender signed, when the delivery's age is a fault: judged at that time it is not.</summary>
    public DateTimeOffset? SignedAt { get; init; }
}
