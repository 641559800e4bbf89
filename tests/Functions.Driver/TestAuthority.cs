using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Functions.Driver;

/// <summary>An authority that exists for one test, and a certificate it gave to localhost.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-1);

    public TestAuthority()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Authority of a test", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var signer = root.CreateSelfSigned(From, From.AddDays(3));
        Root = X509CertificateLoader.LoadCertificate(signer.RawData);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        server.CertificateExtensions.Add(names.Build());
        server.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var certificate = server.Create(signer, From, From.AddDays(2), RandomNumberGenerator.GetBytes(8));
        (KeyPem, CertificatePem) = (key.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem());
    }

    public X509Certificate2 Root { get; }

    public string KeyPem { get; }

    public string CertificatePem { get; }

    public void Dispose() => Root.Dispose();
}
