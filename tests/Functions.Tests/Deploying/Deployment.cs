using System.Text.Json;

namespace Functions.Tests.Deploying;

/// <summary>What azd surrounds a hook with: a repository with parameters, outputs as environment variables, and azd itself, logged in.</summary>
internal sealed class Deployment : IDisposable
{
    public const string Token = "token-of-the-person-who-deploys";

    public const string Tenant = "11111111-2222-3333-4444-555555555555";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("deployment-");

    public Deployment()
    {
        Write("azure.yaml", "name: webhook-receiver\n");
        LogIn($$"""{"token":"{{Token}}","expiresOn":"2099-01-01T00:00:00Z"}""");
        Variables["PATH"] = folder.FullName + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        Variables["AZURE_TENANT_ID"] = Tenant;
        Variables["SSL_CERT_FILE"] = HttpsServer.CertificateFile;
        Variables["KEY_VAULT_PATIENCE"] = "00:00:30";
    }

    public Dictionary<string, string?> Variables { get; } = [];

    public string Folder => folder.FullName;

    /// <summary>What azd was asked, one call a line.</summary>
    public string Asked => File.ReadAllText(Path.Combine(Folder, "asked"));

    public Deployment With(params object[] sources) => WithParameters(("sources", sources));

    public Deployment WithParameters(params (string Name, object Value)[] parameters)
    {
        Write("infra/main.parameters.json", JsonSerializer.Serialize(new { parameters = parameters.ToDictionary(one => one.Name, one => new { value = one.Value }) }));
        return this;
    }

    public void Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    /// <summary>azd answers so, or is not logged in.</summary>
    public void LogIn(string? token)
    {
        foreach (var program in new[] { "azd", "az" })
        {
            var (say, code) = token is not null && program == "azd" ? ($"echo '{token}'", 0) : ("echo 'ERROR: not logged in, run azd auth login' >&2", 1);
            Write(program, $"#!/bin/sh\necho \"$@\" >> '{Path.Combine(Folder, "asked")}'\n{say}\nexit {code}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path.Combine(Folder, program), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }
    }

    public void Dispose() => folder.Delete(recursive: true);
}
