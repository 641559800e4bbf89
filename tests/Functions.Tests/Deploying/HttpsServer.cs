using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Deploying;

/// <summary>An address of Azure on this machine. By TLS, since the clients of Azure show their token to nothing else.</summary>
internal sealed class HttpsServer(WebApplication app) : IAsyncDisposable
{
    private static readonly X509Certificate2 Certificate = Make();

    /// <summary>What a process on Linux must be told to trust these servers: the variable <c>SSL_CERT_FILE</c>.</summary>
    public static string CertificateFile { get; } = Write();

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<HttpsServer> StartAsync(Action<WebApplication> routes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate)));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        routes(app);
        await app.StartAsync();
        return new(app);
    }

    public static bool IsAuthorized(HttpRequest request) => request.Headers.Authorization == "Bearer " + Deployment.Token;

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static string Write()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("certificate-").FullName, "trusted.pem");
        File.WriteAllText(file, Certificate.ExportCertificatePem());
        return file;
    }
}

/// <summary>Only on Linux can a process be told which certificates it trusts.</summary>
public sealed class AzureFactAttribute : FactAttribute
{
    public AzureFactAttribute() => Skip = Reason;

    public static string? Reason => OperatingSystem.IsLinux() ? null : "SKIPPED, NOT PASSED: a fake of Azure is trusted by way of SSL_CERT_FILE, which only Linux reads.";
}

public sealed class AzureTheoryAttribute : TheoryAttribute
{
    public AzureTheoryAttribute() => Skip = AzureFactAttribute.Reason;
}
