using System.Security.Cryptography;

namespace Webhooks.Signatures.Cryptography;

/// <summary>The event id of a body that has no signed id: <c>sha256:</c> and its lower-case hexadecimal hash.</summary>
public static class ContentId
{
    public const string Prefix = "sha256:";

    public static string Of(ReadOnlySpan<byte> body) => Prefix + Convert.ToHexStringLower(SHA256.HashData(body));
}
