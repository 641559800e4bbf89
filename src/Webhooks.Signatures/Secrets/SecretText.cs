using System.Security.Cryptography;
using System.Text;

namespace Webhooks.Signatures.Secrets;

/// <summary>A secret as settings write it, right or wrong.</summary>
/// <param name="Text">The text, with whatever came along when it was pasted.</param>
/// <param name="Form">Its key form; the scheme's, when settings name none.</param>
public sealed record SecretText(string Text, KeyForm? Form = null)
{
    /// <summary>Active from this moment on; always, when null.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Active up to, not at, this moment; for ever, when null.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Length and fingerprint: enough to tell secrets apart in a message.</summary>
    public override string ToString() =>
        $"{Text.Trim().Length} characters, fingerprint {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.Trim())))[..8]}";
}
