using System.Buffers;
using NSec.Cryptography;

namespace Webhooks.Signatures;

/// <summary>
/// An Ed25519 public key at work. libsodium verifies by the equation without the cofactor, and refuses keys and points of small order
/// as well as second spellings of a key, a point or a number. Any number of threads may use it at once.
/// <see href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1.7" />
/// </summary>
/// <param name="key">Its 32 bytes.</param>
public sealed class Ed25519Key(ReadOnlySpan<byte> key)
{
    /// <summary>Checks that one delivery may ask for, over all keys: enough for two signatures under two keys.</summary>
    public const int MostChecks = MostKeysTried * SignatureHeaderParts.MostEd25519Signatures;

    /// <summary>Keys that are tried whatever a delivery holds: the old and the new one of a rotation.</summary>
    public const int MostKeysTried = 2;

    private readonly PublicKey key = PublicKey.Import(SignatureAlgorithm.Ed25519, key, KeyBlobFormat.RawPublicKey);

    /// <summary>Whether one of the claimed signatures is one of this content, as far as <paramref name="checksLeft" /> goes.</summary>
    public bool Matches(SignedContent content, IReadOnlyList<byte[]> claimed, ref int checksLeft)
    {
        var checks = Math.Min(claimed.Count, checksLeft);
        if (checks == 0)
        {
            return false;
        }

        // libsodium takes the content in one piece only.
        var length = content.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        content.CopyTo(joined);
        var matches = false;
        for (var at = 0; at < checks && !matches; at++)
        {
            checksLeft--;
            matches = SignatureAlgorithm.Ed25519.Verify(key, joined.AsSpan(0, length), claimed[at]);
        }

        ArrayPool<byte>.Shared.Return(joined);
        return matches;
    }
}
