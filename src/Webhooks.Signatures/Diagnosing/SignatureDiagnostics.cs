using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>
/// Explains why a delivery does not verify. The scheme's own verdict decides; diagnostics only look for the one or two changes that
/// would make the signature valid.
/// </summary>
public static class SignatureDiagnostics
{
    // The largest body that any source accepts.
    private const int LargestBody = 25 * 1024 * 1024;

    // What is found when nothing matches a signature.
    private static readonly Fault[] Unmatched =
        [Fault.WrongSecret, Fault.NoSecret, Fault.SecretUnreadable, Fault.OtherVersion, Fault.SignatureMalformed, Fault.SignatureHeaderMissing];

    /// <summary>Diagnoses a delivery with secrets that were read, as judged at a given time.</summary>
    public static Diagnosis Diagnose(Delivery delivery, SignatureScheme scheme, IReadOnlyList<Secret> secrets, TimeSpan window, DateTimeOffset now, bool decompress) =>
        Diagnose(delivery, scheme, [.. secrets.Select(secret => secret.AsWritten(scheme.FormsOf))], window, now, decompress);

    /// <summary>Diagnoses a delivery with secrets as settings write them, as judged at a given time.</summary>
    public static Diagnosis Diagnose(
        Delivery delivery, SignatureScheme scheme, IReadOnlyList<SecretText> secrets, TimeSpan window, DateTimeOffset now, bool decompress)
    {
        var readable = secrets.Select(secret => scheme.ReadSecret(secret, out _)).OfType<Secret>().ToList();
        var verdict = scheme.Verify(delivery, readable, window, now, decompress ? new Decompression(LargestBody).WithoutAllowance() : null);
        if (verdict is not Verification.Refused refused)
        {
            return new Diagnosis(verdict, []);
        }

        if (refused.Why.Reason is not RefusalReason.SignatureMissing && CompressedBody.Undo(delivery, LargestBody) is { } plain
            && Diagnose(plain, scheme, secrets, window, now, decompress: false) is var diagnosis && diagnosis.Findings.All(finding => !Unmatched.Contains(finding.Fault)))
        {
            return diagnosis with { Verdict = verdict, Findings = decompress ? diagnosis.Findings : [CompressedBody.Finding, .. diagnosis.Findings] };
        }

        var (findings, signedAt) = Explain(delivery, scheme, secrets, window, now);
        if (refused.Why.Reason == RefusalReason.HeaderRepeated)
        {
            findings.Insert(0, new(Fault.HeaderRepeated, refused.Why.Detail, "Find the proxy that adds it a second time; with two values it is ambiguous which one was signed."));
        }

        Finding[] unforeseen = [new(Fault.SignatureMalformed, refused.Why.Detail, "Compare the headers with those that the scheme reads, one by one.")];
        return new Diagnosis(verdict, findings.Count > 0 ? [.. findings.DistinctBy(finding => finding.Fault)] : unforeseen) { SignedAt = signedAt };
    }

    private static (List<Finding> Findings, DateTimeOffset? SignedAt) Explain(
        Delivery delivery, SignatureScheme scheme, IReadOnlyList<SecretText> secrets, TimeSpan window, DateTimeOffset now)
    {
        if (scheme.Definitions[0].Algorithm.SendsSecret())
        {
            return new SentSecret(delivery, scheme, secrets, window, now).Explain();
        }

        var signatures = SignatureCandidate.In(delivery, scheme.DefinitionFor(delivery.Headers));
        var sizes = signatures.Select(signature => signature.Bytes.Length).ToHashSet();
        var search = new CandidateSearch(signatures, KeyCandidates.Of(secrets, scheme, sizes, now), ContentCandidates.Of(delivery, scheme), delivery.Body);
        var match = search.AsDeclared() ?? search.WithOtherKeyOrBody();
        if (match is null && OtherScheme.Find(delivery, scheme, secrets, now) is { } other)
        {
            return ([other], null);
        }

        match ??= search.WithOtherContentOrTwoFaults();
        if (match is null)
        {
            return ([.. new UnexplainedSignature(delivery, scheme, secrets, signatures, search.IsIncomplete).Findings()], null);
        }

        var checks = new PostSignatureChecks(delivery with { Body = match.Body.Whole }, scheme, window, now);
        List<Finding> findings = [.. match.Findings, .. SignatureFormat.Findings(match.Signature, delivery, scheme), .. checks.Run()];
        return (findings, checks.SignedAt);
    }
}
