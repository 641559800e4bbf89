using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

// A signature that one definition of a scheme finds, against every active secret.
internal static class SignatureCheck
{
    private const string NoMatch = "The signature matches no configured secret; check it with `hook check`.";
    private const string NoMatchAmongChecked =
        "None of the signatures that were checked matches a configured secret. After too many invalid ones the others were not checked; check it with `hook check`.";

    public static Verification.Refused? Verify(
        Delivery delivery, SignatureDefinition definition, IReadOnlyList<Secret> secrets, DateTimeOffset now, out SignatureClaim? claim, out Secret? matched)
    {
        matched = null;
        claim = SignatureClaim.Read(delivery, definition, out var refusal);
        if (claim is null)
        {
            return new Verification.Refused(refusal!);
        }

        var active = false;
        foreach (var secret in secrets)
        {
            if (secret.IsActiveAt(now))
            {
                active = true;
                if (Matches(secret, claim))
                {
                    matched = secret;
                    return null;
                }
            }
        }

        if (!active)
        {
            return new Verification.Refused(RefusalReason.NoActiveSecret, NoMatch);
        }

        (matched, var exhausted) = PublicKeySearch.Find(secrets, claim, now);
        return matched is not null ? null : new Verification.Refused(RefusalReason.SignatureInvalid, exhausted ? NoMatchAmongChecked : NoMatch);
    }

    private static bool Matches(Secret secret, SignatureClaim claim)
    {
        for (var at = 0; at < secret.Keys.Count; at++)
        {
            var key = secret.Keys[at];
            if (key.Mac?.Matches(claim.ContentFor(key), claim.Macs, claim.Definition.Encoding) is true)
            {
                return true;
            }
        }

        return false;
    }
}
