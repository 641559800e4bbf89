using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

// Finds the scheme that a delivery belongs to, when its source is configured with another.
internal static class OtherScheme
{
    public static Finding? Find(Delivery delivery, SignatureScheme scheme, IReadOnlyList<SecretText> secrets, DateTimeOffset now) =>
        SchemeCatalog.Names.Where(name => name != scheme.Name).Select(SchemeCatalog.Find).OfType<SignatureScheme>()
            .Where(other => IsSigned(delivery, other, secrets, now))
            .Select(other => new Finding(
                Fault.OtherScheme,
                $"The signature matches the scheme {other.Name}; the source's scheme is {scheme.Name}.",
                $"Set the source's Scheme to {other.Name}, or make the sender post to the source that has it."))
            .FirstOrDefault();

    // Signed and of that sender's shape. Its age is for that scheme to check.
    private static bool IsSigned(Delivery delivery, SignatureScheme scheme, IReadOnlyList<SecretText> secrets, DateTimeOffset now)
    {
        var readable = secrets.Select(secret => scheme.ReadSecret(new SecretText(secret.Text), out _)).OfType<Secret>().ToList();
        return scheme.Verify(delivery, readable, scheme.DefaultWindow, now)
            is Verification.Verified or Verification.Refused { Why.Reason: RefusalReason.TooOld or RefusalReason.FromTheFuture };
    }
}
