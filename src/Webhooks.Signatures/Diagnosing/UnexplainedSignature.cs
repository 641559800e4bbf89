using System.Text;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

// What can still be found when no candidate matches a signature of the delivery.
internal sealed class UnexplainedSignature(
    Delivery delivery, SignatureScheme scheme, IReadOnlyList<SecretText> secrets, IReadOnlyList<SignatureCandidate> candidates, bool isIncomplete)
{
    private readonly SignatureDefinition definition = scheme.DefinitionFor(delivery.Headers);

    public IEnumerable<Finding> Findings()
    {
        if (secrets.Count == 0)
        {
            yield return new(Fault.NoSecret, "There is no secret to verify the signature with.", "Enter the secret that the sender shows for this webhook.");
        }

        var unreadable = Unreadable().ToList();
        foreach (var finding in unreadable)
        {
            yield return finding;
        }

        var inPlace = candidates.Where(candidate => candidate.IsInPlace(definition)).ToList();
        var elsewhere = candidates.Where(candidate => SignatureCandidate.IsSignatureName(candidate.Header)).Except(inPlace).ToList();
        if (inPlace.Count == 0 && elsewhere.Count == 0)
        {
            yield return SignatureText.Find(delivery, definition, new BodyFields(delivery, definition.Paths)) is { } text ? Malformed(text) : Missing();
            yield break;
        }

        foreach (var finding in SignatureFormat.Findings(inPlace.Count > 0 ? inPlace[0] : elsewhere[0], delivery, scheme))
        {
            yield return finding;
        }

        if (definition.SignedHeaders.FirstOrDefault(name => delivery.Headers.Find(name) is null) is { } missing)
        {
            yield return new(
                Fault.SignedHeaderMissing, $"The signed header {missing} is missing.",
                "Configure the proxy or gateway to forward that header, and capture all headers.");
        }

        if (unreadable.Count < secrets.Count)
        {
            yield return definition.Layout == SignatureLayout.Versioned && inPlace.Concat(elsewhere).All(candidate => candidate.IsSignature)
                ? new(
                    Fault.OtherVersion,
                    "Only an Ed25519 signature (v1a) came, and it matches no configured public key.",
                    "Enter the sender's public key (whpk_…) as a secret with KeyForm whpk.")
                : Wrong();
        }
    }

    private IEnumerable<Finding> Unreadable()
    {
        foreach (var (index, secret) in secrets.Index())
        {
            if (scheme.ReadSecret(secret, out var problem) is null)
            {
                yield return new(
                    Fault.SecretUnreadable,
                    $"Secret {index} cannot be used: {problem}.{SecretShape.Hint(secret.Text, scheme)}",
                    "Copy it again from the sender's dashboard, whole and as one line, and check its KeyForm.");
            }
        }
    }

    private Finding Wrong() => new(
        Fault.WrongSecret,
        $"The signature matches no configured secret, or the body was changed beyond what can be reversed.{Hints()}",
        $"Compare the secret ({string.Join("; ", secrets)}: the first 8 digits of its SHA-256) with the one in the sender's dashboard for this webhook; "
        + "if they are the same, capture a new delivery as raw bytes where it first arrives and check that one.");

    private string Hints()
    {
        var hints = new StringBuilder().AppendJoin("", secrets.Select(secret => SecretShape.Hint(secret.Text, scheme)));
        if (JsonRewriter.IsSorted(delivery.Body))
        {
            hints.Append(" The body's keys are in alphabetical order, so something may have sorted them.");
        }

        if (delivery.Body.Span.IndexOf("\uFFFD"u8) >= 0)
        {
            hints.Append(" The body contains U+FFFD: bytes were lost when it was read as text.");
        }

        return hints.Append(isIncomplete ? " The body is large, so not every combination of faults was tried." : "").ToString();
    }

    private Finding Missing()
    {
        var similar = delivery.Headers.Select(field => field.Key).FirstOrDefault(SignatureCandidate.IsSignatureName);
        return similar is not null
            ? SignatureFormat.OtherHeader(similar, definition, scheme)
            : new(
                Fault.SignatureHeaderMissing,
                $"The {definition.Place} is missing, and no other header holds a signature.",
                "Enable signing at the sender, check that a proxy forwards the header, and capture all headers.");
    }

    private Finding Malformed(string text) => new(
        Fault.SignatureMalformed,
        $"The {definition.Place} holds {text.Length} characters and no signature{(definition.Algorithm.MacSize() is { } size ? $": {size} bytes are {2 * size} hexadecimal digits or {(size + 2) / 3 * 4} characters of Base64" : "")}.",
        "Check whether the value was cut short or emptied in transit; a signature can only be compared whole.");
}
