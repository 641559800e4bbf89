using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Webhooks.Signatures.Diagnosing;
using Webhooks.Signatures.Schemes;

namespace Cli.Checking;

// The line of `hook check --json`. Verdict: verified, probe, or refused.
internal sealed partial record CheckView(string Verdict, string Scheme)
{
    public string? Reason { get; init; }

    public string? Detail { get; init; }

    public string? SecretFingerprint { get; init; }

    public string? EventId { get; init; }

    public string? EventType { get; init; }

    public string? Nonce { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    // What to fix first comes first.
    public IReadOnlyList<FindingView> Findings { get; init; } = [];

    public static JsonTypeInfo<CheckView> Json => CheckJson.Default.CheckView;

    public static CheckView Of(Diagnosis diagnosis, SignatureScheme scheme, DateTimeOffset at) => diagnosis.Verdict switch
    {
        Verification.Verified verified => new("verified", scheme.Name)
        {
            SecretFingerprint = verified.By.Fingerprint,
            EventId = verified.Event.EventId,
            EventType = verified.Event.EventType,
            Nonce = verified.Event.Nonce,
            SignedAt = at - verified.Skew,
        },
        Verification.Refused refused => new("refused", scheme.Name)
        {
            Reason = refused.Why.Code,
            Detail = refused.Why.Detail,
            SignedAt = diagnosis.SignedAt,
            Findings = [.. diagnosis.Findings.Select(finding => new FindingView(finding.Fault.ToString(), finding.Problem, finding.Fix))],
        },
        _ => new("probe", scheme.Name),
    };

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(CheckView))]
    private sealed partial class CheckJson : JsonSerializerContext;
}

internal sealed record FindingView(string Fault, string Problem, string Fix);
