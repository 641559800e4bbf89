using System.Security.Cryptography;
using System.Text;

namespace Webhooks.Signatures.Secrets;

/// <summary>One secret of a source: its keys, when it is active, and the fingerprint it is spoken of by.</summary>
public sealed class Secret
{
    private readonly string text;
    private readonly IReadOnlyList<KeyForm> forms;

    private Secret(string text, IReadOnlyList<KeyForm> forms, string fingerprint, IReadOnlyList<SecretKey> keys) =>
        (this.text, this.forms, Fingerprint, Keys) = (text, forms, fingerprint, keys);

    /// <summary>First 8 hexadecimal digits of the SHA-256 of the text: enough to tell secrets apart, useless to forge with.</summary>
    public string Fingerprint { get; }

    /// <summary>The keys to try, in order.</summary>
    public IReadOnlyList<SecretKey> Keys { get; }

    /// <summary>Active from this moment on; always, when null.</summary>
    public DateTimeOffset? NotBefore { get; private init; }

    /// <summary>Active up to, not at, this moment; for ever, when null.</summary>
    public DateTimeOffset? NotAfter { get; private init; }

    /// <summary>
    /// Reads a secret. White space around it is dropped: it comes from pasting, and no sender has any.
    /// The first form must give a key; the others are tried as well when they do.
    /// </summary>
    public static Secret? Read(
        string text, IReadOnlyList<KeyForm> forms, out string problem, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null)
    {
        text = text.Trim();
        if (text.Length == 0)
        {
            problem = "it is empty";
            return null;
        }

        if (text.StartsWith(Ed25519PrivateKey.Prefix, StringComparison.Ordinal))
        {
            problem = "it is the sender's private signing key (whsk_); a receiver needs the public key (whpk_)";
            return null;
        }

        // As an HMAC key it would let everyone who knows the public key sign.
        if (text.StartsWith("whpk_", StringComparison.Ordinal) && forms.Any(form => form != KeyForm.Whpk))
        {
            problem = "it is a public key (whpk_); set its key form to whpk";
            return null;
        }

        var keys = new List<SecretKey>();
        if (SecretKey.Read(text, forms[0], out problem) is not { } first)
        {
            return null;
        }

        keys.Add(first);
        foreach (var form in forms.Skip(1))
        {
            if (SecretKey.Read(text, form, out _) is { } further)
            {
                keys.Add(further);
            }
        }

        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
        return new Secret(text, forms, fingerprint, keys) { NotBefore = notBefore, NotAfter = notAfter };
    }

    /// <summary>Whether the secret may verify a delivery that arrived at <paramref name="moment"/>.</summary>
    public bool IsActiveAt(DateTimeOffset moment) => (NotBefore is null || moment >= NotBefore) && (NotAfter is null || moment < NotAfter);

    /// <summary>The same secret, active at all times: for a delivery of the past that is judged with the secrets of now.</summary>
    public Secret WithoutLimits() => new(text, forms, Fingerprint, Keys);

    /// <summary>The secret as settings write it, for whoever looks for what is wrong with them.</summary>
    internal SecretText AsWritten(Func<string, KeyForm?, IReadOnlyList<KeyForm>> formsOf) =>
        new(text, forms.SequenceEqual(formsOf(text, null)) ? null : forms[0]) { NotBefore = NotBefore, NotAfter = NotAfter };

    /// <summary>The fingerprint: a secret that ends up in a log line by accident says nothing.</summary>
    public override string ToString() => Fingerprint;
}
