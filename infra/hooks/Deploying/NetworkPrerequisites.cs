using System.Text.Json.Nodes;
using Azure.Core;
using Deploying.Parameters;

namespace Deploying;

/// <summary>What a deployment with a network of its own needs beside it.</summary>
internal static class NetworkPrerequisites
{
    private const string Register = "az provider register --namespace Microsoft.App --wait";

    public static async Task<IReadOnlyList<string>> ProblemsAsync(DeployParameters parameters, CancellationToken cancellationToken)
    {
        if (!parameters.HasNetwork)
        {
            return [];
        }

        if (parameters.VaultAllowedAddresses == 0)
        {
            Console.WriteLine(Pipeline.IsHostedByGitHub
                ? "Note: a runner that GitHub hosts does not reach the vault behind its network, and has another address each time. Run this job on a runner inside the network, or the secrets cannot be looked after (docs/operating/azure.md, \"Behind a network\")."
                : "Note: the vault will be reachable from inside its network only. To store secrets from this machine, name its public address in vaultAllowedAddresses of infra/main.parameters.json.");
        }

        // Before the first deployment azd has not asked for the subscription yet.
        if (Outputs.Find("AZURE_SUBSCRIPTION_ID") is not { } subscription)
        {
            Console.WriteLine($"Note: the subscription must have registered the provider Microsoft.App: {Register}");
            return [];
        }

        var manager = new ResourceManager();
        var (answer, problem) = await manager.SendAsync(
            RequestMethod.Get, manager.Address($"/subscriptions/{subscription}/providers/Microsoft.App", "2021-04-01"), cancellationToken);
        var state = answer is null ? $"cannot be asked: {problem}" : (string?)JsonNode.Parse(answer)?["registrationState"];
        return state == "Registered" ? []
            : [$"The network of Flex Consumption needs the provider Microsoft.App, which is not known to be registered in this subscription ({state}): {Register}"];
    }
}
