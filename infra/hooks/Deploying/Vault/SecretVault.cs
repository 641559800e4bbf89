using System.Text.Json;
using Azure;
using Azure.Security.KeyVault.Secrets;

namespace Deploying.Vault;

/// <summary>The vault: a value travels in the body of a request, and is never an argument of a process nor in a file.</summary>
internal sealed class SecretVault
{
    private readonly Uri address = VaultAddress.Read();
    private readonly SecretClient client;

    public SecretVault() => client = new(address, SignedIn.Credential, new SecretClientOptions
    {
        RetryPolicy = new VaultRetryPolicy(),
        // A vault on this machine has no name below that of a cloud.
        DisableChallengeResourceVerification = address.IsLoopback,
    });

    /// <summary>The names of all secrets, each with whether it is enabled. No value is read.</summary>
    public Task<Dictionary<string, bool>> NamesAsync(CancellationToken cancellationToken) => ExplainedAsync(async () =>
    {
        var names = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        await foreach (var page in client.GetPropertiesOfSecretsAsync(cancellationToken).AsPages())
        {
            foreach (var secret in page.Values)
            {
                names[secret.Name] = secret.Enabled ?? true;
            }

            // The token goes nowhere but to the vault.
            if (page.ContinuationToken is { } next && new Uri(next).Authority != address.Authority)
            {
                throw new CannotDeployException("The vault's list of secrets goes on at another address; nothing was sent there.");
            }
        }

        return names;
    });

    public Task SetAsync(string name, string value, CancellationToken cancellationToken) => ExplainedAsync(() =>
        client.SetSecretAsync(new KeyVaultSecret(name, value) { Properties = { ContentType = "text/plain" } }, cancellationToken));

    private async Task<T> ExplainedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (RequestFailedException failure) when (failure.GetRawResponse() is { } answer)
        {
            var refusal = VaultRefusal.Read(answer);
            throw new CannotDeployException(refusal.Why, refusal.Remedy);
        }
        // Several tries that all failed come as one.
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            throw new CannotDeployException($"{address} does not answer: {failure.GetBaseException().Message}");
        }
        catch (JsonException)
        {
            throw new CannotDeployException($"{address} answered something that is not a vault's.");
        }
    }
}
