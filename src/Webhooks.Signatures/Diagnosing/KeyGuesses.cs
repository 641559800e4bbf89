using Webhooks.Signatures.Content;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>Every key that the secrets may stand for, those the settings mean first.</summary>
internal static class KeyGuesses
{
    private const int MostSecrets = 8;

    private static readonly IReadOnlyList<KeyForm> Forms = [KeyForm.Utf8, KeyForm.Base64, KeyForm.Whsec, KeyForm.Hex, KeyForm.Whpk];

    public static IReadOnlyList<KeyGuess> Of(IReadOnlyList<SecretText> secrets, SignatureScheme scheme, DateTimeOffset now)
    {
        var seen = new HashSet<string>();
        var guesses = new List<KeyGuess>();
        for (var index = 0; index < Math.Min(secrets.Count, MostSecrets); index++)
        {
            var secret = secrets[index];
            Finding[] inactive = Inactive(secret, index, now) is { } finding ? [finding] : [];
            foreach (var (key, faults) in Of(secret, index, scheme))
            {
                if (seen.Add($"{key.Form == KeyForm.Whpk} {Convert.ToHexString(key.Bytes.Span)}"))
                {
                    guesses.Add(new KeyGuess(key, [.. inactive, .. faults]));
                }
            }
        }

        // Stable: within one number of faults the order of secrets, then of likelihood, stays.
        return [.. guesses.OrderBy(guess => guess.Faults.Count)];
    }

    private static IEnumerable<(SecretKey Key, Finding[] Faults)> Of(SecretText secret, int index, SignatureScheme scheme)
    {
        var declared = scheme.FormsOf(secret.Text, secret.Form);
        foreach (var (key, fault) in InForms(secret.Text.Trim(), declared, declared[0], index))
        {
            yield return (key, fault is null ? [] : [fault]);
        }

        foreach (var (text, wrong, cure) in SecretTidying.Of(secret.Text).Append(WithLineEnd(secret.Text)))
        {
            var untidy = new Finding(Fault.SecretUntidy, $"{Named(index, secret)} {wrong}.", cure);
            foreach (var (key, fault) in InForms(text, declared, declared[0], index))
            {
                yield return (key, fault is null ? [untidy] : [untidy, fault]);
            }
        }
    }

    private static IEnumerable<(SecretKey Key, Finding? Fault)> InForms(string text, IReadOnlyList<KeyForm> declared, KeyForm first, int index)
    {
        // A public key is known to everyone: no advice may ever make an HMAC key of it.
        var forms = declared.Contains(KeyForm.Whpk) || text.Contains("whpk_", StringComparison.Ordinal)
            ? [KeyForm.Whpk]
            : declared.Concat(Forms.Except(declared));
        foreach (var form in forms)
        {
            if (SecretKey.Read(text, form, out _) is { } key)
            {
                yield return (key, declared.Contains(form) ? null : OtherForm(form, first, index));
            }
        }
    }

    // Secrets are trimmed when they are read. A sender whose own copy ends in a line break signs with the line break.
    private static (string Text, string Wrong, string Cure) WithLineEnd(string given) => (
        given.Trim() + "\n",
        "is used by the sender with a line break after it",
        "Enter it anew at the sender without the line break; receivers drop it.");

    private static Finding OtherForm(KeyForm form, KeyForm declared, int index) => new(
        Fault.OtherKeyForm,
        $"The signature is right for {SignatureDiagnostics.Named(index)} read as {Setting(form)}, and it is read as {Setting(declared)}.",
        $"Set Secrets__{index}__KeyForm to {Setting(form)}.");

    private static Finding? Inactive(SecretText secret, int index, DateTimeOffset now) => secret switch
    {
        { NotBefore: { } start } when now < start => new(
            Fault.SecretNotActive,
            $"{Named(index, secret)} is the one that signed, and it is not active before {SignedTime.Write(start, TimeFormat.Iso8601)}.",
            $"Set Secrets__{index}__NotBefore to an earlier time: the sender signs with it already."),
        { NotAfter: { } end } when now >= end => new(
            Fault.SecretNotActive,
            $"{Named(index, secret)} is the one that signed, and it ended at {SignedTime.Write(end, TimeFormat.Iso8601)}.",
            $"Set Secrets__{index}__NotAfter to a later time until the sender signs with the new secret."),
        _ => null,
    };

    private static string Setting(KeyForm form) => form.ToString().ToLowerInvariant();

    private static string Named(int index, SecretText secret) => $"Secret {index} ({secret})";
}
