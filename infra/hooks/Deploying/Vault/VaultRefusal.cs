using System.Net;
using System.Text.Json;

namespace Deploying.Vault;

/// <summary>Why the vault did not do it, whether that may pass by itself, and what to do if it does not.</summary>
internal sealed record VaultRefusal(bool MayPass, string Why, string Remedy)
{
    public static async Task<VaultRefusal> ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        var error = await ErrorAsync(answer, stop);
        var said = $"{(int)answer.StatusCode} {error?.Innererror?.Code ?? error?.Code}".TrimEnd();
        return (answer.StatusCode, error?.Innererror?.Code) switch
        {
            (HttpStatusCode.Forbidden, "ForbiddenByFirewall" or "ForbiddenByConnection" or "ForbiddenByPolicy") => new(
                false, $"The vault cannot be reached from here ({said}).", "Run `azd provision` where its firewall lets you in, or let your address in for the time."),
            (HttpStatusCode.Forbidden, _) => new(
                true, $"The vault does not know yet that you may write secrets ({said}).", "You need the role Key Vault Secrets Officer on the vault; ask who provisions, then: azd hooks run postprovision"),
            (HttpStatusCode.Conflict, _) => new(
                false, $"The vault holds a deleted secret of this name ({said}).", "Bring it back by `az keyvault secret recover`, or remove it by `az keyvault secret purge`; then: azd hooks run postprovision"),
            (HttpStatusCode.Unauthorized, _) => new(
                false, $"The vault does not take your login ({said}).", "Log in to the tenant of the subscription: azd auth login --tenant-id <tenant>"),
            (HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError, _) => new(
                true, $"The vault is busy ({said}).", "Try again: azd hooks run postprovision"),
            _ => new(false, $"The vault refused ({said}): {Webhooks.Printable.Of(error?.Message ?? "no reason given", 300)}", "Try again: azd hooks run postprovision"),
        };
    }

    private static async Task<VaultError?> ErrorAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        try
        {
            return JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(stop), VaultJson.Default.VaultProblem)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
