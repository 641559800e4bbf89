using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Webhooks.Signatures.Secrets;

// Certificates of public keys, in PEM.
internal static class CertificateText
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";

    public static bool IsCertificate(string text) => text.StartsWith(Begin, StringComparison.Ordinal);

    /// <summary>The SubjectPublicKeyInfo of the first certificate; null when there is none.</summary>
    public static byte[]? ToSpki(string text)
    {
        try
        {
            // Settings may have lost or escaped the line breaks.
            var unescaped = text.Replace("\\r", "", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);
            using var certificate = X509Certificate2.CreateFromPem(unescaped);
            return certificate.PublicKey.ExportSubjectPublicKeyInfo();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
