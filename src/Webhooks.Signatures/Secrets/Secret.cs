using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Secrets;

/// <summary>One secret of a source: its keys and when it is active.</summary>
public sealed class Secret
{
    private readonly string text;
    private readonly IReadOnlyList<KeyForm> forms;

    private Secret(string text, IReadOnlyList<KeyForm> forms, IReadOnlyList<SecretKey> keys) =>
        (this.text, this.forms, Keys, Fingerprint) = (text, forms, keys, SecretText.FingerprintOf(text));

    /// <summary>First 8 hexadecimal digits of the SHA-256 of the text.</summary>
    public string Fingerprint { get; }

    /// <summary>The keys to try, in order.</summary>
    public IReadOnlyList<SecretKey> Keys { get; }

    /// <summary>Active from this moment; always when null.</summary>
    public DateTimeOffset? NotBefore { get; private init; }

    /// <summary>Active until, not at, this moment; without end when null.</summary>
    public DateTimeOffset? NotAfter { get; private init; }

    /// <summary>
    /// Reads a secret. White space around it is dropped: it comes from pasting, and no sender has any.
    /// The first form must yield a key; the others are optional. On failure <paramref name="problem" /> says why, without the text.
    /// </summary>
    public static Secret? Read(
        string text, IReadOnlyList<KeyForm> forms, out string problem, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null) =>
        Read(new SecretText(text) { NotBefore = notBefore, NotAfter = notAfter }, forms, SigningAlgorithm.HmacSha256, SecretKey.MinimumBytes, out problem);

    internal static Secret? Read(SecretText secret, IReadOnlyList<KeyForm> forms, SigningAlgorithm algorithm, int minimumBytes, out string problem)
    {
        var text = secret.Text.Trim();
        problem = text switch
        {
            "" => "it is empty",
            _ when text.StartsWith(Ed25519PrivateKey.Prefix, StringComparison.Ordinal) =>
                "it is the sender's private signing key (whsk_); a receiver needs the public key (whpk_)",
            // As an HMAC key it would let everyone who knows the public key sign.
            _ when text.StartsWith("whpk_", StringComparison.Ordinal) && forms.Any(form => form != KeyForm.Whpk) =>
                "it is a public key (whpk_); set its key form to whpk",
            _ when PublicKeyText.IsPem(text) && !algorithm.HasPublicKey() => "it is a public or private key in PEM, and this sender signs with a secret that both sides have",
            _ when !algorithm.HasPublicKey() && (PublicKeyText.IsSpki(text) || JwkText.ToSpki(text) is not null) => "it is a public key, and this sender signs with a secret that both sides have",
            _ when PublicKeyText.IsPem(text) && text.Contains("PRIVATE KEY", StringComparison.Ordinal) => "it is a private key; a receiver needs the sender's public key",
            _ => "",
        };
        if (problem.Length > 0 || SecretKey.Read(text, forms[0], algorithm, minimumBytes, out problem) is not { } first)
        {
            return null;
        }

        var others = forms.Skip(1).Select(form => SecretKey.Read(text, form, algorithm, minimumBytes, out _)).OfType<SecretKey>();
        return new Secret(text, forms, [first, .. others]) { NotBefore = secret.NotBefore, NotAfter = secret.NotAfter };
    }

    public bool IsActiveAt(DateTimeOffset moment) => (NotBefore is null || moment >= NotBefore) && (NotAfter is null || moment < NotAfter);

    /// <summary>The same secret, always active: to judge a past delivery with today's secrets.</summary>
    public Secret WithoutLimits() => new(text, forms, [.. Keys.Select(key => key.WithoutAllowance())]);

    /// <summary>The secret as settings write it, for diagnostics.</summary>
    internal SecretText AsWritten(Func<string, KeyForm?, IReadOnlyList<KeyForm>> formsOf) =>
        new(text, forms.SequenceEqual(formsOf(text, null)) ? null : forms[0]) { NotBefore = NotBefore, NotAfter = NotAfter };

    /// <summary>The fingerprint, so that logging a secret by accident reveals nothing.</summary>
    public override string ToString() => Fingerprint;
}
