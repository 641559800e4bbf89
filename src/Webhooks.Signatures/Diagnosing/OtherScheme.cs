using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Diagnosing;

/// <summary>Finds the scheme that a delivery really belongs to, when its source was given another.</summary>
internal static class OtherScheme
{
    public static Finding? Find(Delivery delivery, SignatureScheme scheme, IReadOnlyList<SecretText> secrets, DateTimeOffset now)
    {
        foreach (var name in SchemeCatalog.Names.Where(name => name != scheme.Name && name != SchemeCatalog.Hmac))
        {
            var other = SchemeCatalog.Find(name, null, out _, out _)!;
            var readable = secrets.Select(secret => Secret.Read(secret.Text, other.FormsOf(secret.Text, null), out _)).OfType<Secret>().ToList();

            // Signed and of that sender's shape; its age is for that scheme to judge.
            var verdict = other.Verify(delivery, readable, other.DefaultWindow, now);
            if (verdict is Verification.Verified or Verification.Refused { Why.Reason: RefusalReason.TooOld or RefusalReason.FromTheFuture })
            {
                return new(
                    Fault.OtherScheme,
                    $"The signature is right by the scheme {name}; the delivery is judged by {scheme.Name}.",
                    $"Set the source's Scheme to {name}, or have the sender post to the source that has it.");
            }
        }

        return null;
    }
}
