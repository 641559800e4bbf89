using System.Numerics;
using System.Security.Cryptography;

namespace Webhooks.Signatures;

/// <summary>
/// Verification of Ed25519 signatures, by RFC 8032 section 5.1.7, cofactorless, with the strict bounds of that section. .NET has no
/// Ed25519 and no maintained package for it is to be had. Verification touches public values only, so plain arithmetic leaks nothing.
/// <see href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1.7" />
/// </summary>
public static class Ed25519
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    private static readonly BigInteger SquareRootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);
    private static readonly Point Base = FromY(Mod(4 * Inverse(5)), 0)!.Value;

    /// <summary>Whether the 64 bytes are a signature of the content under the 32-byte public key.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, SignedContent content, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != 32 || signature.Length != 64)
        {
            return false;
        }

        var s = LittleEndian(signature[32..]);
        if (s >= Order || Decode(publicKey) is not { } a || Decode(signature[..32]) is not { } r || IsSmall(a))
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(signature[..32]);
        hash.AppendData(publicKey);
        hash.AppendData(content.Before.Span);
        hash.AppendData(content.Body.Span);
        hash.AppendData(content.After.Span);
        var k = LittleEndian(hash.GetHashAndReset()) % Order;

        return AreEqual(Multiply(Base, s), Add(r, Multiply(a, k)));
    }

    private static BigInteger LittleEndian(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true);

    private static Point? Decode(ReadOnlySpan<byte> bytes)
    {
        Span<byte> y = stackalloc byte[32];
        bytes.CopyTo(y);
        var sign = y[31] >> 7;
        y[31] &= 0x7f;
        return FromY(LittleEndian(y), sign);
    }

    private static Point? FromY(BigInteger y, int sign)
    {
        if (y >= P)
        {
            return null;
        }

        var u = Mod((y * y) - 1);
        var v = Mod((D * y * y) + 1);
        var x = Mod(u * BigInteger.ModPow(v, 3, P) * BigInteger.ModPow(u * BigInteger.ModPow(v, 7, P), (P - 5) / 8, P));
        var check = Mod(v * x * x);
        if (check != u)
        {
            if (check != Mod(-u))
            {
                return null;
            }

            x = Mod(x * SquareRootOfMinusOne);
        }

        if (x.IsZero && sign == 1)
        {
            return null;
        }

        x = (int)(x & 1) == sign ? x : P - x;
        return new Point(x, y, BigInteger.One, Mod(x * y));
    }

    // A key of small order would take the same signature for many texts.
    private static bool IsSmall(Point a) => AreEqual(Multiply(a, 8), new Point(0, 1, 1, 0));

    private static Point Add(Point a, Point b)
    {
        var f = Mod((a.Y - a.X) * (b.Y - b.X));
        var g = Mod((a.Y + a.X) * (b.Y + b.X));
        var h = Mod(2 * D * a.T * b.T);
        var i = Mod(2 * a.Z * b.Z);
        var (e, m, n, o) = (g - f, i - h, i + h, g + f);
        return new Point(Mod(e * m), Mod(n * o), Mod(m * n), Mod(e * o));
    }

    private static Point Multiply(Point point, BigInteger times)
    {
        var sum = new Point(0, 1, 1, 0);
        for (var bits = times; !bits.IsZero; bits >>= 1)
        {
            if (!bits.IsEven)
            {
                sum = Add(sum, point);
            }

            point = Add(point, point);
        }

        return sum;
    }

    private static bool AreEqual(Point a, Point b) => Mod((a.X * b.Z) - (b.X * a.Z)).IsZero && Mod((a.Y * b.Z) - (b.Y * a.Z)).IsZero;

    private static BigInteger Mod(BigInteger value)
    {
        var rest = BigInteger.Remainder(value, P);
        return rest.Sign < 0 ? rest + P : rest;
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(value, P - 2, P);

    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T);
}
