using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

// Finds the scheme that a delivery belongs to, when its source is configured with another.
internal static class OtherScheme
{
    private const int MaximumNamed = 6;

    public static Finding? Find(Delivery delivery, SignatureScheme scheme, IReadOnlyList<SecretText> secrets, DateTimeOffset now)
    {
        // Many senders sign in the same way.
        var others = SchemeCatalog.Names.Where(name => name != scheme.Name).Select(SchemeCatalog.Find).OfType<SignatureScheme>()
            .Where(other => IsSigned(delivery, other, secrets, now)).Select(other => other.Name).ToList();
        var named = string.Join(", ", others.Take(MaximumNamed)) + (others.Count > MaximumNamed ? $" and {others.Count - MaximumNamed} others" : "");
        return others.Count switch
        {
            0 => null,
            1 => new Finding(
                Fault.OtherScheme,
                $"The signature matches the scheme {named}; the source's scheme is {scheme.Name}.",
                $"Set the source's Scheme to {named}, or make the sender post to the source that has it."),
            _ => new Finding(
                Fault.OtherScheme,
                $"The signature matches the schemes {named}, which sign alike; the source's scheme is {scheme.Name}.",
                "Set the source's Scheme to the one of these that sends it, or make the sender post to the source that has it."),
        };
    }

    // Signed and of that sender's shape. Its age is for that scheme to check.
    private static bool IsSigned(Delivery delivery, SignatureScheme scheme, IReadOnlyList<SecretText> secrets, DateTimeOffset now)
    {
        var readable = secrets.Select(secret => scheme.ReadSecret(new SecretText(secret.Text), out _)).OfType<Secret>().ToList();
        return scheme.Verify(delivery, readable, scheme.DefaultWindow, now)
            is Verification.Verified or Verification.Refused { Why.Reason: RefusalReason.TooOld or RefusalReason.FromTheFuture };
    }
}
