using Azure.Core;
using Azure.Identity;

namespace Deploying;

/// <summary>Whoever is logged in to azd, else to az: the identity that provisions is the one that may write secrets.</summary>
internal static class SignedIn
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string? Tenant = Outputs.Find("AZURE_TENANT_ID");

    public static TokenCredential Credential { get; } = new ChainedTokenCredential(
        new AzureDeveloperCliCredential(new AzureDeveloperCliCredentialOptions { TenantId = Tenant, ProcessTimeout = Patience }),
        new AzureCliCredential(new AzureCliCredentialOptions { TenantId = Tenant, ProcessTimeout = Patience }));

    public static string HowToLogIn { get; } = $"azd auth login{(Tenant is null ? "" : $" --tenant-id {Tenant}")}";
}
