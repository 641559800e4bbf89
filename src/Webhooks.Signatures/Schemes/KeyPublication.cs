using System.Security.Cryptography.X509Certificates;
using Webhooks.Signatures.Cryptography;
using Webhooks.Signatures.Deliveries;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Schemes;

/// <summary>The keys that a sender publishes. Says which one a delivery needs and reads what was fetched; whoever uses it fetches.</summary>
public abstract class KeyPublication
{
    private protected KeyPublication()
    {
    }

    /// <summary>Where all keys are; null where each delivery names one of the sender's addresses.</summary>
    public virtual Uri? Address => null;

    /// <summary>Where the keys come from, for people.</summary>
    public abstract string Origin { get; }

    /// <summary>The key that a delivery needs; null, with the refusal, when the sender can have published none such.</summary>
    public abstract PublishedKeyName? Find(Delivery delivery, out Refusal? refusal);

    /// <summary>Reads what was fetched; empty, with the problem, when no key in it can be used.</summary>
    /// <param name="document">The answer's body.</param>
    /// <param name="now">The receiver's clock.</param>
    /// <param name="roots">The authorities that certificates are trusted by; null for those of the system.</param>
    /// <param name="problem">Why there are no keys.</param>
    public abstract IReadOnlyList<PublishedKey> Read(ReadOnlyMemory<byte> document, DateTimeOffset now, X509Certificate2Collection? roots, out string problem);

    private protected static Secret? ReadSecret(byte[] spki, SigningAlgorithm algorithm, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null) =>
        Secret.Read(new SecretText(Convert.ToBase64String(spki), KeyForm.Spki) { NotBefore = notBefore, NotAfter = notAfter }, [KeyForm.Spki], algorithm, SecretKey.MinimumBytes, out _);
}

/// <summary>Names a published key: the address that it is fetched from, and its id there where several are.</summary>
public sealed record PublishedKeyName(Uri Address, string? KeyId);

/// <summary>A key that a sender has published.</summary>
/// <param name="Id">Its id among those at its address; null where it is the only one.</param>
/// <param name="Key">A public key, active while its certificate is valid.</param>
public sealed record PublishedKey(string? Id, Secret Key);
