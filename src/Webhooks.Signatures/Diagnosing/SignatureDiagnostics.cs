using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>
/// Says why a delivery does not verify. The scheme's own verdict decides; the doctor only looks for the one change, or two, that
/// would have made the signature right, and says what they mean.
/// </summary>
public static class SignatureDiagnostics
{
    /// <summary>Examines a delivery with secrets that were read, as it would be judged at a given time.</summary>
    public static Diagnosis Examine(Delivery delivery, SignatureScheme scheme, IReadOnlyList<Secret> secrets, TimeSpan window, DateTimeOffset now) =>
        Examine(delivery, scheme, [.. secrets.Select(secret => secret.AsWritten(scheme.FormsOf))], window, now);

    /// <summary>Examines a delivery as it would be judged at a given time.</summary>
    /// <param name="delivery">What arrived.</param>
    /// <param name="scheme">The source's scheme.</param>
    /// <param name="secrets">The source's secrets as settings write them.</param>
    /// <param name="window">The source's replay window.</param>
    /// <param name="now">The time to judge at.</param>
    public static Diagnosis Examine(
        Delivery delivery, SignatureScheme scheme, IReadOnlyList<SecretText> secrets, TimeSpan window, DateTimeOffset now)
    {
        var readable = secrets
            .Select(secret => Secret.Read(secret.Text, scheme.FormsOf(secret.Text, secret.Form), out _, secret.NotBefore, secret.NotAfter))
            .OfType<Secret>().ToList();
        var verdict = scheme.Verify(delivery, readable, window, now);
        if (verdict is not Verification.Refused refused)
        {
            return new Diagnosis(verdict, []);
        }

        var (findings, signedAt) = Explain(delivery, scheme, secrets, window, now);
        return new Diagnosis(verdict, findings.Count > 0 ? [.. findings.DistinctBy(finding => finding.Fault)] : [Unforeseen(refused.Why)])
        {
            SignedAt = signedAt,
        };
    }

    internal static string Named(int index) => $"secret {index}";

    private static (List<Finding> Findings, DateTimeOffset? SignedAt) Explain(
        Delivery delivery, SignatureScheme scheme, IReadOnlyList<SecretText> secrets, TimeSpan window, DateTimeOffset now)
    {
        var candidates = SignatureCandidate.In(delivery.Headers);
        var search = new Search(candidates, KeyGuesses.Of(secrets, scheme, now), ContentGuesses.Of(delivery, scheme), delivery.Body);
        var match = search.AsDeclared() ?? search.WithOtherKeyOrBody();
        if (match is null && OtherScheme.Find(delivery, scheme, secrets, now) is { } other)
        {
            return ([other], null);
        }

        match ??= search.WithTheRest();
        if (match is null)
        {
            // Repetition is refused before the signature is looked at, so it is worth saying whatever else is wrong.
            var repeated = new PostSignatureChecks(delivery, scheme, window, now).Examine().Where(finding => finding.Fault == Fault.HeaderRepeated);
            return ([.. repeated, .. new Unexplained(delivery, scheme, secrets, candidates, search.WasCut).Findings()], null);
        }

        var aftermath = new PostSignatureChecks(delivery with { Body = match.Body.Whole }, scheme, window, now);
        List<Finding> findings = [.. match.Faults, .. WritingFaults.Of(match.SignatureCandidate, delivery, scheme), .. aftermath.Examine()];
        return (findings, aftermath.SignedAt);
    }

    private static Finding Unforeseen(Refusal refusal) => new(
        Fault.SignatureMalformed, refusal.Detail, "Compare the headers with those that the scheme reads, one by one.");
}
