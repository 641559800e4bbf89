using System.Text.Json;

namespace Webhooks.Signatures.Schemes;

/// <summary>Why a delivery is refused.</summary>
/// <param name="Reason">The reason that decides the answer.</param>
/// <param name="Detail">One sentence for whoever fixes it. Names fields and limits; never an expected value or a secret.</param>
public sealed record Refusal(RefusalReason Reason, string Detail)
{
    // Whether a secret is configured concerns only the operator.
    private static readonly Dictionary<RefusalReason, string> Codes = Enum.GetValues<RefusalReason>().ToDictionary(
        reason => reason,
        reason => JsonNamingPolicy.SnakeCaseLower.ConvertName((reason == RefusalReason.NoActiveSecret ? RefusalReason.SignatureInvalid : reason).ToString()));

    /// <summary>Too old or from the future: receiver's clock minus the signed time.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The reason as callers see it, in snake case.</summary>
    public string Code => Codes[Reason];
}
