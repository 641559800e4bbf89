using System.Text.Json;

namespace Deploying.Parameters;

/// <summary>What infra/main.parameters.json says, as far as a hook needs it.</summary>
internal sealed class DeployParameters
{
    public const string FileName = "infra/main.parameters.json";

    private readonly ILookup<string, IReadOnlyList<KeyValuePair<string, string?>>> channels;

    private readonly string? vnetEnabled;

    private DeployParameters(JsonElement parameters)
    {
        Sources = [.. ParametersFile.Items(parameters, "sources").Select(ParametersFile.Source)];
        OperatorEmail = ParametersFile.Filled(parameters, "operatorEmail");
        vnetEnabled = ParametersFile.Filled(parameters, "vnetEnabled");
        HasNetwork = Outputs.IsTrue(vnetEnabled) || ParametersFile.Filled(parameters, "networkAddressPrefix") is { Length: > 0 };
        VaultAllowedAddresses = ParametersFile.Items(parameters, "vaultAllowedAddresses").Count;
        channels = ParametersFile.Items(parameters, "channels").ToLookup(channel => ParametersFile.Text(channel, "name") ?? "", ParametersFile.Channel);
    }

    public IReadOnlyList<ProvisionedSource> Sources { get; }

    public string? OperatorEmail { get; }

    /// <summary>As <c>isPrivate</c> of infra/main.bicep.</summary>
    public bool HasNetwork { get; }

    public int VaultAllowedAddresses { get; }

    public static DeployParameters Read()
    {
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(RepositoryRoot.Find(), FileName)));
            return new(file.RootElement.GetProperty("parameters"));
        }
        catch (Exception failure) when (failure is JsonException or IOException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CannotDeployException($"{FileName} cannot be read: {failure.Message}");
        }
    }

    public IEnumerable<string> Problems() =>
    [
        .. Sources.Count == 0 ? ["sources: there is none, and without one the app does not start."] : Array.Empty<string>(),
        .. Sources.SelectMany(source => source.Problems()),
        .. Sources.CountBy(source => source.Name).Where(count => count.Value > 1).Select(count => $"sources: {count.Key} stands there {count.Value} times."),
        .. AlertRecipients.Problems(OperatorEmail),
        // azd takes the default instead, and storage and vault would be open to the public without a word.
        .. string.IsNullOrEmpty(vnetEnabled) || Outputs.Boolean(vnetEnabled) is not null ? Array.Empty<string>()
            : [$"vnetEnabled: '{vnetEnabled}' is neither true nor false."],
    ];

    /// <summary>The source that a secret is for.</summary>
    public ProvisionedSource? SourceOf(SecretName name) => name.IsOfSource ? Sources.FirstOrDefault(source => source.Name == name.Owner) : null;

    /// <summary>The flat settings that decide how a secret is read.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> SettingsOf(SecretName name) =>
        name.IsOfSource ? SourceOf(name)?.Settings ?? [] : channels[name.Owner].FirstOrDefault() ?? [];
}
