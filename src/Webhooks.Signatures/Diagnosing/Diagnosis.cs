using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>Why a delivery does not verify.</summary>
/// <param name="Verdict">The verdict of the scheme itself. Diagnostics explain it and never overrule it.</param>
/// <param name="Findings">What is wrong, what to fix first comes first; empty exactly when the delivery verifies or is a probe.</param>
public sealed record Diagnosis(Verification Verdict, IReadOnlyList<Finding> Findings)
{
    public bool Verifies => Verdict is Verification.Verified;

    /// <summary>The signed time, when it is outside the window: judged at that time the delivery is not too old.</summary>
    public DateTimeOffset? SignedAt { get; init; }
}
