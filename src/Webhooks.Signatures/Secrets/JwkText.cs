using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Webhooks.Signatures.Secrets;

// Public keys as JSON Web Keys (RFC 7517), on P-256 or RSA.
internal static class JwkText
{
    /// <summary>The SubjectPublicKeyInfo of a key's JSON, or of the answer of an API that wraps it in <c>key</c>; null when it is none.</summary>
    public static byte[]? ToSpki(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var key = json.RootElement;
            return ToSpki(key.ValueKind == JsonValueKind.Object && key.TryGetProperty("key", out var wrapped) ? wrapped : key);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            // No JSON, or half a surrogate pair in it.
            return null;
        }
    }

    public static byte[]? ToSpki(JsonElement key)
    {
        try
        {
            return Text(key, "kty") switch
            {
                // A private key would let whoever reads the settings sign.
                _ when Text(key, "d") is not null || Text(key, "expired_at") is not null => null,
                "EC" when Text(key, "crv") == "P-256" => OfEcdsa(Bytes(key, "x"), Bytes(key, "y")),
                "RSA" => OfRsa(Bytes(key, "n"), Bytes(key, "e")),
                _ => null,
            };
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] OfEcdsa(byte[] x, byte[] y)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } });
        return key.ExportSubjectPublicKeyInfo();
    }

    private static byte[] OfRsa(byte[] modulus, byte[] exponent)
    {
        using var key = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
        return key.ExportSubjectPublicKeyInfo();
    }

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(Text(key, name));

    private static string? Text(JsonElement key, string name) =>
        key.ValueKind != JsonValueKind.Object || !key.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
}
