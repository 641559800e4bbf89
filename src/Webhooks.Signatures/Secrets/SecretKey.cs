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

    private const int Ed25519KeyBytes = 32;

    private SecretKey(KeyForm form, byte[] bytes, bool isUnlimited = false)
    {
        Form = form;
        Bytes = bytes;
        Hmac = form == KeyForm.Whpk ? null : new HmacKey(bytes);
        Ed25519 = form == KeyForm.Whpk ? new Ed25519Key(bytes, isUnlimited) : null;
    }

    public KeyForm Form { get; }

    /// <summary>Never log it; compare it in constant time only.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Null for a public key: everyone who knows it could sign.</summary>
    public HmacKey? Hmac { get; }

    /// <summary>Null for a symmetric key.</summary>
    public Ed25519Key? Ed25519 { get; }

    /// <summary>Reads a key from a secret's text. On failure <paramref name="problem" /> says why, without the text.</summary>
    public static SecretKey? Read(string text, KeyForm form, out string problem)
    {
        var (bytes, written) = form switch
        {
            KeyForm.Utf8 => (Encoding.UTF8.GetBytes(text), ""),
            KeyForm.Base64 => (FromBase64(text), "Base64"),
            KeyForm.Whsec => (FromBase64(WithoutPrefix(text, "whsec_")), "Base64 after whsec_"),
            KeyForm.Hex => (FromHex(text), "hexadecimal"),
            KeyForm.Whpk => (FromBase64(WithoutPrefix(text, "whpk_")), "Base64 after whpk_"),
            _ => throw new ArgumentOutOfRangeException(nameof(form)),
        };
        problem = bytes switch
        {
            null => $"its {text.Length} characters are not {written}",
            { Length: < MinimumBytes } => $"its key has {bytes.Length} bytes; at least {MinimumBytes} are required, {RecommendedBytes} or more are recommended",
            _ when form == KeyForm.Whpk && bytes.Length != Ed25519KeyBytes => $"an Ed25519 public key has {Ed25519KeyBytes} bytes, this has {bytes.Length}",
            _ => "",
        };
        return problem.Length == 0 ? new SecretKey(form, bytes!) : null;
    }

    /// <summary>The same key, whose checks are neither limited by a flood nor count towards one.</summary>
    internal SecretKey WithoutAllowance() => Ed25519 is null ? this : new(Form, Bytes.ToArray(), isUnlimited: true);

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
}
