using System.Text;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Secrets;

/// <summary>Key bytes and the form they were read in.</summary>
public sealed class SecretKey
{
    /// <summary>Shorter keys are refused: fewer than 64 bits can be searched.</summary>
    public const int MinimumBytes = 8;

    /// <summary>Shorter keys are accepted with a warning; Standard Webhooks asks for 24 to 64 random bytes.</summary>
    public const int RecommendedBytes = 24;

    // Without data (InvariantGlobalization), texts beyond ASCII stay as they are: their keys would be wrong, and nothing would say so.
    private static readonly bool CanNormalize = "\u00e9".Normalize(NormalizationForm.FormKD).Length == 2;

    private SecretKey(KeyForm form, byte[] bytes, SigningAlgorithm algorithm, PublicSignatureKey? publicKey)
    {
        (Form, Bytes, Algorithm, Public) = (form, bytes, algorithm, publicKey);
        Mac = publicKey is null ? MacKey.Of(bytes, algorithm) : null;
    }

    public KeyForm Form { get; }

    /// <summary>Never log it; compare it in constant time only.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    internal SigningAlgorithm Algorithm { get; }

    /// <summary>Whether it is the sender's public key, which verifies and cannot sign.</summary>
    public bool IsPublic => Public is not null;

    /// <summary>Null for a public key: everyone who knows it could sign.</summary>
    internal MacKey? Mac { get; }

    /// <summary>Null for a symmetric key.</summary>
    internal PublicSignatureKey? Public { get; }

    /// <summary>Reads a key from a secret's text. On failure <paramref name="problem" /> says why, without the text.</summary>
    public static SecretKey? Read(string text, KeyForm form, out string problem, SigningAlgorithm algorithm = SigningAlgorithm.HmacSha256) =>
        Read(text, form, algorithm, MinimumBytes, out problem);

    // The secrets of published examples can be shorter than any that may be used.
    internal static SecretKey? Read(string text, KeyForm form, SigningAlgorithm algorithm, int minimumBytes, out string problem)
    {
        var (bytes, written) = form switch
        {
            KeyForm.Utf8 => (Encoding.UTF8.GetBytes(text), ""),
            KeyForm.Base64 => (FromBase64(text), "Base64"),
            KeyForm.Whsec => (FromBase64(WithoutPrefix(WithoutPrefix(text, "v1,whsec_"), "whsec_")), "Base64 after whsec_"),
            KeyForm.Hex => (FromHex(text), "hexadecimal"),
            KeyForm.Whpk => (FromBase64(WithoutPrefix(text, "whpk_")), "Base64 after whpk_"),
            KeyForm.Nfkd => (FromNfkd(text), CanNormalize ? "valid Unicode" : "all ASCII, and this app has no Unicode data; enter the bytes of the text after NFKD, with the key form Hex"),
            KeyForm.Spki => (PublicKeyText.FromSpki(text), "a public key in PEM (BEGIN PUBLIC KEY), its Base64, or a certificate in PEM"),
            KeyForm.Jwk => (JwkText.ToSpki(text), "the JSON Web Key of a public key that is not retired"),
            _ => throw new ArgumentOutOfRangeException(nameof(form)),
        };
        problem = bytes switch
        {
            null => $"its {text.Length} characters are not {written}",
            { Length: var length } when length < minimumBytes => $"its key has {length} bytes; at least {MinimumBytes} are required, {RecommendedBytes} or more are recommended",
            _ when algorithm == SigningAlgorithm.Basic => ProblemOfBasic(bytes, minimumBytes),
            _ => "",
        };
        if (problem.Length > 0)
        {
            return null;
        }

        if (form != KeyForm.Whpk && !algorithm.HasPublicKey())
        {
            problem = form == KeyForm.Spki ? "it is a public key, and this sender signs with a secret" : "";
            return problem.Length == 0 ? new SecretKey(form, bytes!, algorithm, null) : null;
        }

        algorithm = form == KeyForm.Whpk ? SigningAlgorithm.Ed25519 : algorithm;
        return PublicKeyText.Read(bytes, algorithm, isUnlimited: false, out problem) is { } key ? new SecretKey(form, bytes!, algorithm, key) : null;
    }

    /// <summary>The same bytes as the key of another algorithm with a secret.</summary>
    internal SecretKey WithAlgorithm(SigningAlgorithm other) => new(Form, Bytes.ToArray(), other, null);

    /// <summary>The same key, whose checks are neither limited by a flood nor count towards one.</summary>
    internal SecretKey WithoutAllowance() =>
        Public is null ? this : new(Form, Bytes.ToArray(), Algorithm, PublicKeyText.Read(Bytes, Algorithm, isUnlimited: true, out _));

    // A user's name is no secret.
    private static string ProblemOfBasic(byte[] bytes, int minimumBytes) => bytes.AsSpan().IndexOf((byte)':') switch
    {
        < 0 => "it is not user:password",
        var colon when bytes.Length - colon - 1 < minimumBytes => $"its password has {bytes.Length - colon - 1} bytes; at least {MinimumBytes} are required, {RecommendedBytes} or more are recommended",
        _ => "",
    };

    internal static string WithoutPrefix(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    internal static byte[]? FromBase64(string text)
    {
        // Some dashboards drop the padding; the Python reference library also restores it.
        var padded = text.Length % 4 == 0 ? text : text.PadRight(text.Length + 4 - (text.Length % 4), '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : null;
    }

    private static byte[]? FromHex(string text) =>
        text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    private static byte[]? FromNfkd(string text)
    {
        try
        {
            return CanNormalize || Ascii.IsValid(text) ? Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormKD)) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
