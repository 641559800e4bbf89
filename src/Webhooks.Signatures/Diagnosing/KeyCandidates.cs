using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

// Every key that the secrets may stand for, those as configured first.
internal static class KeyCandidates
{
    private const int MaximumSecrets = 8;

    private static readonly SigningAlgorithm[] Macs = [SigningAlgorithm.HmacSha256, SigningAlgorithm.HmacSha1, SigningAlgorithm.HmacSha512, SigningAlgorithm.HmacSha384];

    /// <param name="sizes">Of the signatures that came: only algorithms that make one of these can have signed.</param>
    public static IReadOnlyList<KeyCandidate> Of(IReadOnlyList<SecretText> secrets, SignatureScheme scheme, IReadOnlySet<int> sizes, DateTimeOffset now)
    {
        var candidates =
            from item in secrets.Take(MaximumSecrets).Index()
            let inactive = Inactive(item.Item, item.Index, now)
            from candidate in Of(item.Item, item.Index, scheme).SelectMany(candidate => WithOtherAlgorithms(candidate, scheme, sizes))
            select candidate with { Findings = [.. inactive, .. candidate.Findings] };

        // Stable: with the same number of findings, the order of secrets and of likelihood remains.
        return [.. candidates
            .DistinctBy(candidate => (candidate.Key.IsPublic, candidate.Key.Algorithm, Convert.ToHexString(candidate.Key.Bytes.Span)))
            .OrderBy(candidate => candidate.Findings.Count)];
    }

    private static IEnumerable<KeyCandidate> Of(SecretText secret, int index, SignatureScheme scheme)
    {
        var declared = scheme.FormsOf(secret.Text, secret.Form);
        var algorithm = scheme.Definitions[0].Algorithm;
        return InForms(secret.Text.Trim(), declared, algorithm, index, []).Concat(SecretVariants.Of(secret.Text).SelectMany(variant =>
            InForms(variant.Text, declared, algorithm, index, [new(Fault.SecretMistyped, $"{Named(index, secret)} {variant.Problem}.", variant.Fix)])));
    }

    private static IEnumerable<KeyCandidate> WithOtherAlgorithms(KeyCandidate candidate, SignatureScheme scheme, IReadOnlySet<int> sizes)
    {
        yield return candidate;
        var declared = candidate.Key.Algorithm;
        foreach (var other in Macs.Where(other => other != declared && Macs.Contains(declared) && sizes.Contains(other.MacSize()!.Value)))
        {
            var finding = new Finding(
                Fault.OtherAlgorithm,
                $"The signature is made with {other}; the scheme {scheme.Name} has {declared}.",
                scheme is ConfiguredScheme ? $"Set Hmac__Algorithm to {other}{(other.Weakness() is null ? "" : " and Hmac__AllowWeak to true, if the sender offers nothing better")}." : $"Make the sender sign with {declared}, or choose the scheme that has {other}.");
            yield return new(candidate.Key.WithAlgorithm(other), [.. candidate.Findings, finding]);
        }
    }

    private static IEnumerable<KeyCandidate> InForms(string text, IReadOnlyList<KeyForm> declared, SigningAlgorithm algorithm, int index, Finding[] findings)
    {
        // A public key is known to everyone: no advice may ever make an HMAC key of it.
        var forms = declared.Contains(KeyForm.Whpk) || text.Contains("whpk_", StringComparison.Ordinal)
            ? [KeyForm.Whpk]
            : declared.Union(Enum.GetValues<KeyForm>());
        foreach (var form in forms)
        {
            if (SecretKey.Read(text, form, out _, algorithm) is { } key)
            {
                yield return new(key, declared.Contains(form) ? findings : [.. findings, OtherForm(form, declared[0], index)]);
            }
        }
    }

    private static Finding OtherForm(KeyForm form, KeyForm declared, int index) => new(
        Fault.OtherKeyForm,
        $"The signature matches secret {index} with the key form {Setting(form)}; the configured key form is {Setting(declared)}.",
        $"Set Secrets__{index}__KeyForm to {Setting(form)}.");

    private static IEnumerable<Finding> Inactive(SecretText secret, int index, DateTimeOffset now)
    {
        if (now < secret.NotBefore)
        {
            yield return new(
                Fault.SecretNotActive,
                $"{Named(index, secret)} signed the delivery, but it is not active before {SignedTime.Write(secret.NotBefore.Value, TimeFormat.Iso8601)}.",
                $"Set Secrets__{index}__NotBefore to an earlier time: the sender already signs with it.");
        }
        else if (now >= secret.NotAfter)
        {
            yield return new(
                Fault.SecretNotActive,
                $"{Named(index, secret)} signed the delivery, but it expired at {SignedTime.Write(secret.NotAfter.Value, TimeFormat.Iso8601)}.",
                $"Set Secrets__{index}__NotAfter to a later time until the sender signs with the new secret.");
        }
    }

    private static string Setting(KeyForm form) => form.ToString().ToLowerInvariant();

    private static string Named(int index, SecretText secret) => $"Secret {index} ({secret})";
}
