using Deploying.Parameters;
using Deploying.Vault;

namespace Deploying;

/// <summary>Fills the vault with the secrets that the app's settings refer to. What is there already stays as it is.</summary>
public static class SecretStore
{
    public static async Task FillAsync(CancellationToken cancellationToken)
    {
        var names = Outputs.List("SECRET_NAMES").Select(SecretName.Read).ToList();
        if (names.Count == 0)
        {
            return;
        }

        var vault = new SecretVault();
        var held = await vault.NamesAsync(cancellationToken);
        var parameters = DeployParameters.Read();
        var missing = names.Where(name => !held.ContainsKey(name.Text)).ToList();
        var disabled = names.Where(name => held.TryGetValue(name.Text, out var enabled) && !enabled).Select(Enable).ToList();
        var problems = new List<string>(disabled);
        foreach (var name in missing)
        {
            if (await StoreAsync(vault, name, parameters, cancellationToken) is { } problem)
            {
                problems.Add(problem);
            }
        }

        // All that could be stored is stored by now: the next run asks for the rest alone.
        if (problems.Count > 0)
        {
            throw new CannotDeployException([.. problems, "Without it the app does not start. Then go on: azd hooks run postprovision"]);
        }

        Console.WriteLine($"The vault holds {(names.Count == 1 ? "the secret" : $"all {names.Count} secrets")} that the app refers to.");
        // Also when nothing was missing: an earlier run may have ended between storing and this.
        await SecretReferences.RefreshAsync(cancellationToken);
    }

    private static async Task<string?> StoreAsync(SecretVault vault, SecretName name, DeployParameters parameters, CancellationToken cancellationToken)
    {
        var given = Environment.GetEnvironmentVariable(name.Variable);
        var value = string.IsNullOrWhiteSpace(given) ? SecretPrompt.Ask($"{name.Text}, not shown") : given;
        if (value is null)
        {
            return $"{name.Text}: the vault does not hold it. Set the environment variable {name.Variable} to it, or run this at a terminal to be asked."
                + (parameters.SourceOf(name) is { MayWaitForSecret: true } ? $" Or set `secrets` of {name.Owner} to 0 in infra/main.parameters.json until the sender has shown it." : "");
        }

        var judged = SecretJudgement.Of(name, value, parameters);
        if (judged.Problem is { } problem)
        {
            return $"{name.Text}: {problem}";
        }

        await vault.SetAsync(name.Text, value.Trim(), cancellationToken);
        Console.WriteLine($"{name.Text}: stored{(judged.Fingerprint is { } print ? $", fingerprint {print}" : "")}.");
        if (judged.Warning is { } warning)
        {
            Console.WriteLine($"  Warning: {warning}");
        }

        return null;
    }

    private static string Enable(SecretName name) => $"{name.Text}: the vault holds it disabled; enable it by `az keyvault secret set-attributes --enabled true`.";
}
