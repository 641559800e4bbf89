using System.Security.Cryptography;
using System.Text;
using Webhooks.Signatures.Secrets;

namespace Webhooks.Signatures.Handshakes;

/// <summary>What a source brings to its handshakes.</summary>
/// <param name="Secrets">Every configured secret, active or not.</param>
public sealed record HandshakeTerms(IReadOnlyList<Secret> Secrets)
{
    /// <summary>The token that the sender must know; null when none is configured.</summary>
    public string? VerifyToken { get; init; }

    /// <summary>Whether a sender may introduce another secret although there is one.</summary>
    public bool AnswersNewSecrets { get; init; }

    // Their hashes have one length, so that the time of the comparison does not depend on the token's.
    internal bool IsToken(string text) => VerifyToken is { } token
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    // Only shape, so that a record that is printed by accident shows no token.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(Secrets.Count).Append(" secrets");
        return true;
    }
}
