using System.Security.Cryptography;
using System.Text;

namespace Webhooks.Signatures.Secrets;

/// <summary>A secret as settings write it, valid or not.</summary>
/// <param name="Text">The text, including whatever was pasted with it.</param>
/// <param name="Form">Its key form; the scheme's when null.</param>
public sealed record SecretText(string Text, KeyForm? Form = null)
{
    /// <summary>Active from this moment; always when null.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Active until, not at, this moment; without end when null.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Length and fingerprint: enough to tell secrets apart in a message.</summary>
    public override string ToString() => $"{Text.Trim().Length} characters, fingerprint {FingerprintOf(Text.Trim())}";

    internal static string FingerprintOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
