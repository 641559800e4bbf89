using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Signatures.Schemes;

// Certificates at addresses of the sender; a delivery names the one that it is signed with.
internal sealed class CertificateStore(PublishedKeySettings settings, SignatureDefinition definition, FieldLocation place) : KeyPublication
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
    private static readonly TimeSpan ChainPatience = TimeSpan.FromSeconds(5);
    private readonly Regex host = new($@"\A(?:{settings.Host})\z", Options);
    private readonly Regex path = new($@"\A(?:{settings.Path})\z", Options);
    private readonly Regex commonName = new($@"\A(?:{settings.CommonName})\z", Options);
    private readonly string[] paths = place.Path is { } json ? [json] : [];

    public override string Origin => $"certificates whose address is in {place}";

    public override PublishedKeyName? Find(Delivery delivery, out Refusal? refusal)
    {
        // A delivery that no certificate could make right is no reason to fetch one.
        if (SignatureClaim.Read(delivery, definition, out refusal) is null || (refusal = definition.Topic?.Check(delivery)) is not null)
        {
            return null;
        }

        var text = place.Find(new BodyFields(delivery, paths), static (body, at) => body.Id(at));
        if (text is not null && Uri.TryCreate(text, UriKind.Absolute, out var address) && IsAllowed(address, text))
        {
            return new(address, null);
        }

        refusal = text is null
            ? new(RefusalReason.SignedHeaderMissing, $"The address of the certificate is missing: {place}.")
            : new(RefusalReason.SignatureInvalid, $"The address of the certificate in {place} is not one of this sender's.");
        return null;
    }

    public override IReadOnlyList<PublishedKey> Read(ReadOnlyMemory<byte> document, DateTimeOffset now, X509Certificate2Collection? roots, out string problem)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(Encoding.UTF8.GetString(document.Span));
            problem = all.Count == 0 ? "it is no certificate in PEM" : Problem(all, now, roots);
            if (problem.Length > 0)
            {
                return [];
            }

            var (first, spki) = (all[0], all[0].PublicKey.ExportSubjectPublicKeyInfo());
            if (ReadSecret(spki, definition.Algorithm, first.NotBefore.ToUniversalTime(), first.NotAfter.ToUniversalTime()) is { } secret)
            {
                return [new(null, secret)];
            }

            problem = "its key is not one of the sender's algorithm, or too short";
        }
        catch (CryptographicException)
        {
            problem = "it is no certificate in PEM";
        }
        finally
        {
            foreach (var certificate in all)
            {
                certificate.Dispose();
            }
        }

        return [];
    }

    // One spelling alone: neither port, user, query nor escapes.
    private bool IsAllowed(Uri address, string text) =>
        address is { Scheme: "https", IsDefaultPort: true, UserInfo: "", Query: "", Fragment: "" } && address.AbsoluteUri == text && host.IsMatch(address.Host) && path.IsMatch(address.AbsolutePath);

    private string Problem(X509Certificate2Collection all, DateTimeOffset now, X509Certificate2Collection? roots)
    {
        var first = all[0];
        if (now < first.NotBefore || now > first.NotAfter)
        {
            return $"the certificate is valid from {first.NotBefore.ToUniversalTime():u} to {first.NotAfter.ToUniversalTime():u}";
        }

        if (!commonName.IsMatch(first.GetNameInfo(X509NameType.SimpleName, forIssuer: false)))
        {
            return "the certificate is not the sender's (common name)";
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.UrlRetrievalTimeout = ChainPatience;
        chain.ChainPolicy.ExtraStore.AddRange(all);
        if (roots is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(roots);
            chain.ChainPolicy.DisableCertificateDownloads = true;
        }

        return chain.Build(first) ? "" : $"no trusted authority has issued the certificate ({string.Join(", ", chain.ChainStatus.Select(status => status.Status).Distinct())})";
    }
}
