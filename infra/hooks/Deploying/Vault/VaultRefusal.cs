using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;

namespace Deploying.Vault;

/// <summary>Why the vault did not do it, whether that may pass by itself, and what to do if it does not.</summary>
internal sealed record VaultRefusal(bool MayPass, string Why, string Remedy)
{
    public static VaultRefusal Read(Response answer)
    {
        var error = Error(answer);
        var (code, inner) = ((string?)error?["code"], (string?)error?["innererror"]?["code"]);
        var said = $"{answer.Status} {inner ?? code}".TrimEnd();
        return ((HttpStatusCode)answer.Status, inner) switch
        {
            (HttpStatusCode.Forbidden, "ForbiddenByFirewall" or "ForbiddenByConnection" or "ForbiddenByPolicy") => new(
                false,
                $"The vault cannot be reached from here ({said}): its network lets nobody in from this address.",
                "Name the public address of this machine in vaultAllowedAddresses of infra/main.parameters.json and run `azd provision`, or run this inside the network. Runners that GitHub hosts have another address each time: use one of your own there, or store secrets from another machine (docs/operating/azure.md, \"Behind a network\")."),
            (HttpStatusCode.Forbidden, _) => new(
                true, $"The vault does not know yet that you may write secrets ({said}).", "You need the role Key Vault Secrets Officer on the vault; ask who provisions, then: azd hooks run postprovision"),
            (HttpStatusCode.Conflict, _) => new(
                false, $"The vault holds a deleted secret of this name ({said}).", "Bring it back by `az keyvault secret recover`, or remove it by `az keyvault secret purge`; then: azd hooks run postprovision"),
            (HttpStatusCode.Unauthorized, _) => new(
                false, $"The vault does not take your login ({said}).", "Log in to the tenant of the subscription: azd auth login --tenant-id <tenant>"),
            (HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError, _) => new(
                true, $"The vault is busy ({said}).", "Try again: azd hooks run postprovision"),
            _ => new(false, $"The vault refused ({said}): {Webhooks.Printable.Of((string?)error?["message"] ?? "no reason given", 300)}", "Try again: azd hooks run postprovision"),
        };
    }

    private static JsonNode? Error(Response answer)
    {
        try
        {
            return JsonNode.Parse(answer.Content)?["error"];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
