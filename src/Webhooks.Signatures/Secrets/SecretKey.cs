using System.Text;
using Webhooks.Signatures.Cryptography;

namespace Webhooks.Signatures.Secrets;

/// <summary>Key bytes together with the form they were read in.</summary>
public sealed class SecretKey
{
    /// <summary>Shorter keys are refused: fewer than 64 bits can be searched.</summary>
    public const int FewestBytes = 8;

    /// <summary>Shorter keys are accepted with a warning; Standard Webhooks asks for 24 to 64 random bytes.</summary>
    public const int FewestAdvisedBytes = 24;

    private const int Ed25519KeyBytes = 32;

    private SecretKey(KeyForm form, byte[] bytes)
    {
        Form = form;
        Bytes = bytes;
        Hmac = form == KeyForm.Whpk ? null : new HmacKey(bytes);
        Ed25519 = form == KeyForm.Whpk ? new Ed25519Key(bytes) : null;
    }

    /// <summary>The form the text was read in.</summary>
    public KeyForm Form { get; }

    /// <summary>The key itself. Never logged, never compared but in constant time.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The key at work; null of a public key, under which everyone could sign.</summary>
    public HmacKey? Hmac { get; }

    /// <summary>The public key at work; null of every other.</summary>
    public Ed25519Key? Ed25519 { get; }

    /// <summary>Reads a key from a secret's text; on failure says what is wrong without repeating the text.</summary>
    public static SecretKey? Read(string text, KeyForm form, out string problem)
    {
        var bytes = form switch
        {
            KeyForm.Utf8 => Encoding.UTF8.GetBytes(text),
            KeyForm.Base64 => FromBase64(text),
            KeyForm.Whsec => FromBase64(WithoutPrefix(text, "whsec_")),
            KeyForm.Hex => FromHex(text),
            KeyForm.Whpk => FromBase64(WithoutPrefix(text, "whpk_")),
            _ => null,
        };

        problem = bytes switch
        {
            null => $"its {text.Length} characters are not {Described(form)}",
            { Length: < FewestBytes } => $"it gives a key of {bytes.Length} bytes; at least {FewestBytes} are needed, {FewestAdvisedBytes} or more are right",
            _ when form == KeyForm.Whpk && bytes.Length != Ed25519KeyBytes => $"an Ed25519 public key has {Ed25519KeyBytes} bytes, this has {bytes.Length}",
            _ => "",
        };

        return problem.Length == 0 ? new SecretKey(form, bytes!) : null;
    }

    internal static string WithoutPrefix(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    internal static byte[]? FromBase64(string text)
    {
        // Some dashboards drop the padding; the Python reference library puts it back, too.
        var padded = text.Length % 4 == 0 ? text : text.PadRight(text.Length + 4 - (text.Length % 4), '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : null;
    }

    private static byte[]? FromHex(string text) =>
        text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    private static string Described(KeyForm form) => form switch
    {
        KeyForm.Hex => "hexadecimal",
        KeyForm.Whsec => "Base64 behind whsec_",
        KeyForm.Whpk => "Base64 behind whpk_",
        _ => "Base64",
    };
}
