using System.Text.RegularExpressions;

namespace Functions.Tests.Deploying;

/// <summary>A copy of infra, to compile and to break.</summary>
internal sealed partial class Infra : IDisposable
{
    /// <summary>Who deploys main.parameters.json.</summary>
    public const string Principal = "00000000-0000-0000-0000-000000000003";

    private static readonly string[] Parts = ["infra/*.bicep", "infra/*.json", "tests/Functions.Tests/Deploying/*.bicepparam"];

    // What azd knows after `azd env new`; what is not here is not set.
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["AZURE_ENV_NAME"] = "test",
        ["AZURE_LOCATION"] = "westeurope",
        ["AZURE_PRINCIPAL_ID"] = Principal,
        ["AZURE_PRINCIPAL_TYPE"] = "User",
        ["OPERATOR_EMAIL"] = "operator@example.com",
    };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-");

    public Infra()
    {
        foreach (var part in Parts)
        {
            var from = Path.GetDirectoryName(part)!;
            Directory.CreateDirectory(At(from));
            foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine(from), Path.GetFileName(part)))
            {
                File.Copy(file, At(from, Path.GetFileName(file)));
            }
        }
    }

    public string Main => At("infra", "main.bicep");

    /// <summary>The parameters that use all there is.</summary>
    public string Everything => At("tests", "Functions.Tests", "Deploying", "everything.bicepparam");

    public IEnumerable<string> Files => Directory.EnumerateFiles(At("infra"), "*.bicep");

    /// <summary>Plants a mistake, in a file of infra or in the parameters that use all there is.</summary>
    public void Change(string file, string from, string to)
    {
        var path = file == Path.GetFileName(Everything) ? Everything : At("infra", file);
        var text = File.ReadAllText(path);
        text.ShouldContain(from, customMessage: $"{file} has changed: plant this mistake anew.");
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>main.parameters.json as azd hands it over: variables filled in, and left out what none is set for.</summary>
    public async Task<string> ExampleAsync()
    {
        var (json, path) = (At("infra", "main.parameters.json"), At("infra", "example.bicepparam"));
        var text = Unset().Replace(Variable().Replace(await File.ReadAllTextAsync(json), name => Variables.GetValueOrDefault(name.Groups[1].Value, name.Value)), "");
        await File.WriteAllTextAsync(json, text);
        await BicepCompiler.WriteParametersAsync(json, Main, path);
        return path;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string At(params string[] parts) => Path.Combine([folder.FullName, .. parts]);

    [GeneratedRegex(@"\$\{([A-Z_]+)\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@",?\s*""\w+"": \{ ""value"": ""\$\{[A-Z_]+\}"" \}")]
    private static partial Regex Unset();
}
