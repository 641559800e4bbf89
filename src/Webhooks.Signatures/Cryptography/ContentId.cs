using System.Security.Cryptography;

namespace Webhooks.Signatures.Cryptography;

/// <summary>The event id of a body that carries none, or none that is signed.</summary>
public static class ContentId
{
    /// <summary>Lower-case hexadecimal SHA-256 of the body, behind <c>sha256:</c>.</summary>
    public static string Of(ReadOnlySpan<byte> body) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(body));
}
