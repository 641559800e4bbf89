using System.Globalization;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Diagnosing;
using Webhooks.Signatures.Schemes;

namespace Cli.Checking;

/// <summary>A diagnosis as text.</summary>
internal static class CheckReport
{
    public static void Write(TextWriter output, Diagnosis diagnosis, SignatureScheme scheme, DateTimeOffset at)
    {
        switch (diagnosis.Verdict)
        {
            case Verification.Verified verified:
                output.WriteLine($"verifies: {scheme.Name}, by the secret with fingerprint {verified.By}{Age(verified.Skew, at)}");
                output.WriteLine($"  event {verified.Event.EventId}, type {verified.Event.EventType}{(verified.Event.Nonce is { } nonce ? $", nonce {nonce}" : "")}");
                break;
            case Verification.Probe:
                output.WriteLine($"probe: {scheme.Name} asks whether the address answers; there is no event in it and nothing to verify");
                break;
            case Verification.ToConfirm asked:
                output.WriteLine($"verifies: {scheme.Name} asks to confirm a subscription; there is no event in it. Nothing comes before this address is opened: {asked.Address}");
                break;
            case Verification.Refused refused:
                output.WriteLine($"does not verify: {scheme.Name}, {refused.Why.Code}");
                Write(output, diagnosis);
                break;
        }
    }

    private static void Write(TextWriter output, Diagnosis diagnosis)
    {
        for (var index = 0; index < diagnosis.Findings.Count; index++)
        {
            var finding = diagnosis.Findings[index];
            output.WriteLine($"  {index + 1}. {finding.Problem}");
            output.WriteLine($"     Fix: {finding.Fix}");
        }

        if (diagnosis.SignedAt is { } signed)
        {
            var unix = signed.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            output.WriteLine(diagnosis.Findings.Count == 1
                ? $"  The signature itself is valid; only the replay window failed. '--at {unix}' checks it at the time it was signed."
                : $"  '--at {unix}' judges it at the time it was signed.");
        }
    }

    private static string Age(TimeSpan? skew, DateTimeOffset at) => skew is not { } age
        ? ""
        : $", signed {SignedTime.Write(at - age, TimeFormat.Iso8601)} ({Math.Abs((long)age.TotalSeconds)} s {(age < TimeSpan.Zero ? "after" : "before")} {SignedTime.Write(at, TimeFormat.Iso8601)})";
}
