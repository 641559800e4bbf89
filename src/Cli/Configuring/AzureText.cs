using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cli.Configuring;

// The settings of a source for Azure. Secrets are in the vault; the settings refer to them.
internal static class AzureText
{
    private static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> Az(NewSource source)
    {
        foreach (var line in Vault(source))
        {
            yield return line;
        }

        var settings = source.Settings.Select(setting => setting.IsSecret
            ? $"\"{source.Key(setting)}=@Microsoft.KeyVault(VaultName=$VAULT;SecretName={SecretName(source, setting)})\""
            : Quoted($"{source.Key(setting)}={setting.Value}"));
        yield return $"az functionapp config appsettings set --resource-group $RG --name $APP --output none --settings {string.Join(' ', settings)}";
    }

    // A line for "sources" in infra/main.parameters.json.
    public static IEnumerable<string> Bicep(NewSource source)
    {
        var line = new JsonObject
        {
            ["name"] = source.Name,
            ["scheme"] = source.Scheme,
            ["secrets"] = source.Settings.Count(setting => setting.Name == NewSource.Secret),
        };
        var further = source.Settings.Where(setting => setting.Name is not ("Scheme" or NewSource.Secret)).Select(setting => KeyValuePair.Create(
            setting.Name, (JsonNode?)(setting.IsSecret ? $"@Microsoft.KeyVault(VaultName=VAULT;SecretName={SecretName(source, setting)})" : setting.Value)));
        if (new JsonObject(further) is { Count: > 0 } settings)
        {
            line["settings"] = settings;
        }

        return [line.ToJsonString(AsIs), .. Vault(source)];
    }

    private static IEnumerable<string> Vault(NewSource source) => source.Settings.Where(setting => setting.IsSecret).Select(setting =>
        $"az keyvault secret set --vault-name $VAULT --name {SecretName(source, setting)} --file {(setting.Name == NewSource.Secret ? "secret" : "verify-token")}.txt --output none");

    // As the bicep of this repository names the first secret.
    private static string SecretName(NewSource source, NewSetting setting) => $"source-{source.Name}-{(setting.Name == NewSource.Secret ? "0" : "verify-token")}";

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
