namespace Deploying.Vault;

/// <summary>Where the vault is. The token that is shown to it must not travel unencrypted.</summary>
internal static class VaultAddress
{
    public static Uri Read()
    {
        // Clouds other than the public one have other names; AZURE_KEY_VAULT_ENDPOINT is what azd's own templates call the address.
        var text = Outputs.Find("AZURE_KEY_VAULT_ENDPOINT") ?? $"https://{Outputs.Text("AZURE_KEY_VAULT_NAME")}.vault.azure.net";
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw new CannotDeployException($"'{text}' is no address of a vault; AZURE_KEY_VAULT_ENDPOINT begins with https://, AZURE_KEY_VAULT_NAME is a plain name.");
    }
}
