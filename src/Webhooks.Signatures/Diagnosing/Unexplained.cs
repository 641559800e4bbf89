using System.Text;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>What can still be said when no guess gives a signature of the delivery.</summary>
internal sealed class Unexplained(Delivery delivery, SignatureScheme scheme, IReadOnlyList<SecretText> secrets, IReadOnlyList<SignatureCandidate> candidates, bool wasCut)
{
    private readonly HmacRecipe recipe = scheme.RecipeFor(delivery.Headers);

    public IEnumerable<Finding> Findings()
    {
        if (secrets.Count == 0)
        {
            yield return new(Fault.NoSecret, "There is no secret to check the signature with.", "Enter the secret that the sender shows for this webhook.");
        }

        var readable = secrets.Count;
        for (var index = 0; index < secrets.Count; index++)
        {
            if (Secret.Read(secrets[index].Text, scheme.FormsOf(secrets[index].Text, secrets[index].Form), out var problem) is null)
            {
                readable--;
                yield return new(
                    Fault.SecretUnreadable,
                    $"{Capital(SignatureDiagnostics.Named(index))} cannot be used: {problem}.{SecretShape.Hint(secrets[index].Text, scheme)}",
                    "Copy it anew from the sender's dashboard, whole and as one line, and check its KeyForm.");
            }
        }

        var inPlace = candidates.Where(candidate => candidate.Header.Equals(recipe.SignatureHeader, StringComparison.OrdinalIgnoreCase)).ToList();
        var elsewhere = candidates.Where(candidate => SignatureCandidate.IsPromisedBy(candidate.Header)).Except(inPlace).ToList();
        if (inPlace.Count == 0 && elsewhere.Count == 0)
        {
            yield return delivery.Headers.Find(recipe.SignatureHeader) is { } header ? Malformed(header) : Missing();
            yield break;
        }

        var shown = inPlace.Count > 0 ? inPlace[0] : elsewhere[0];
        foreach (var finding in WritingFaults.Of(shown, delivery, scheme))
        {
            yield return finding;
        }

        if (recipe.Headers.FirstOrDefault(name => name != recipe.SignatureHeader && delivery.Headers.Find(name) is null) is { } missing)
        {
            yield return new(
                Fault.SignedHeaderMissing, $"The header {missing}, which is part of what is signed, is missing.",
                "Have the proxy or gateway hand that header on, and capture all headers.");
        }

        if (readable == 0)
        {
            yield break;
        }

        yield return inPlace.Concat(elsewhere).All(candidate => candidate.IsEd25519)
            ? new(
                Fault.OtherVersion,
                "Only an Ed25519 signature (v1a) came, and no configured public key gives it.",
                "Enter the sender's public key (whpk_…) as a secret with KeyForm whpk.")
            : Wrong();
    }

    private Finding Wrong() => new(
        Fault.WrongSecret,
        $"None of the secrets signed this delivery, or its body was altered beyond what can be undone.{Hints()}",
        $"Compare the secret ({string.Join("; ", secrets)}: the first 8 digits of its SHA-256) with the one in the sender's dashboard for this very webhook; "
        + "if they agree, capture a new delivery as raw bytes where it first arrives and check that one.");

    private string Hints()
    {
        var hints = new StringBuilder();
        foreach (var secret in secrets)
        {
            hints.Append(SecretShape.Hint(secret.Text, scheme));
        }

        if (JsonBody.IsSorted(delivery.Body.Span))
        {
            hints.Append(" The body's keys stand in alphabetical order, so something may have sorted them.");
        }

        if (delivery.Body.Span.IndexOf("\uFFFD"u8) >= 0)
        {
            hints.Append(" The body holds U+FFFD, the sign of bytes that were lost when it was read as text.");
        }

        return hints.Append(wasCut ? " It is large, so not every pair of faults was tried." : "").ToString();
    }

    private Finding Missing()
    {
        var alike = delivery.Headers.Select(field => field.Key).FirstOrDefault(SignatureCandidate.IsPromisedBy);
        return alike is not null
            ? WritingFaults.OtherHeader(alike, recipe, scheme)
            : new(
                Fault.SignatureHeaderMissing,
                $"The header {recipe.SignatureHeader} is missing, and no other header holds a signature.",
                "Switch signing on at the sender, check that a proxy hands the header on, and capture all headers.");
    }

    private Finding Malformed(string header) => new(
        Fault.SignatureMalformed,
        $"The header {recipe.SignatureHeader} holds {header.Length} characters and no signature: 32 bytes are 64 hexadecimal digits or 44 characters of Base64.",
        "Check whether the value was cut short or left empty on the way; nothing can be compared until it is whole.");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
