using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Webhooks.Driver;

/// <summary>An authority of one test, and a certificate that it gave to a sender.</summary>
internal sealed class PublishedCertificate : IDisposable
{
    private readonly X509Certificate2 signer;
    private readonly RSA key = RSA.Create(2048);

    public PublishedCertificate(string commonName, DateTimeOffset from, DateTimeOffset until)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Authority of a test", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        signer = root.CreateSelfSigned(from.AddYears(-1), until.AddYears(1));
        using var certificate = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .Create(signer.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), from, until, [7]);
        Pem = certificate.ExportCertificatePem();
        Roots = [X509CertificateLoader.LoadCertificate(signer.RawData)];
    }

    public string Pem { get; }

    public X509Certificate2Collection Roots { get; }

    public byte[] Sign(byte[] content, HashAlgorithmName? hash = null) => key.SignData(content, hash ?? HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public void Dispose()
    {
        signer.Dispose();
        key.Dispose();
        Roots[0].Dispose();
    }
}
