using System.Security.Cryptography;
using System.Text;

namespace Webhooks.Signatures.Cryptography;

// The secret itself is sent. Hashes are compared: they have the same length, so that the time tells nothing of the secret's.
internal sealed class TokenKey : MacKey
{
    private readonly byte[] token;
    private readonly byte[] hash;
    private readonly bool isBasic;

    public TokenKey(ReadOnlySpan<byte> token, bool isBasic) => (this.token, hash, this.isBasic) = (token.ToArray(), SHA256.HashData(token), isBasic);

    public override bool Matches(SignedContent content, IReadOnlyList<string> claimed, MacEncoding encoding)
    {
        Span<byte> other = stackalloc byte[SHA256.HashSizeInBytes];
        var matches = false;
        for (var at = 0; at < claimed.Count; at++)
        {
            if (Read(claimed[at]) is { } sent)
            {
                SHA256.HashData(sent, other);
                matches |= CryptographicOperations.FixedTimeEquals(hash, other);
            }
        }

        return matches;
    }

    public override string Write(SignedContent content, MacEncoding encoding) => isBasic ? Convert.ToBase64String(token) : Encoding.UTF8.GetString(token);

    private byte[]? Read(string claimed)
    {
        if (!isBasic)
        {
            return Encoding.UTF8.GetBytes(claimed);
        }

        var bytes = new byte[(claimed.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(claimed, bytes, out var written) ? bytes[..written] : null;
    }
}
