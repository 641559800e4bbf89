using Azure.Core;
using Azure.Identity;

namespace Deploying.Vault;

/// <summary>Whoever is logged in to azd, else to az: the identity that provisions is the one that may write secrets.</summary>
internal static class SignedIn
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<string> TokenAsync(string scope, CancellationToken stop)
    {
        var tenant = Outputs.Find("AZURE_TENANT_ID");
        var someone = new ChainedTokenCredential(
            new AzureDeveloperCliCredential(new AzureDeveloperCliCredentialOptions { TenantId = tenant, ProcessTimeout = Patience }),
            new AzureCliCredential(new AzureCliCredentialOptions { TenantId = tenant, ProcessTimeout = Patience }));
        try
        {
            return (await someone.GetTokenAsync(new TokenRequestContext([scope]), stop)).Token;
        }
        catch (AuthenticationFailedException failure)
        {
            var where = tenant is null ? "" : $" --tenant-id {tenant}";
            throw new CannotDeployException($"Nobody is logged in who may ask for {scope}: azd auth login{where}", failure.Message);
        }
    }
}
