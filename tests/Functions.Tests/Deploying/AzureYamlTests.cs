using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Functions.Tests.Deploying;

/// <summary>azure.yaml names files and resources that are somewhere else.</summary>
public sealed partial class AzureYamlTests(Deployed deployed) : IClassFixture<Deployed>
{
    private readonly YamlMappingNode azure = WorkflowFile.Read("azure.yaml");
    private readonly YamlMappingNode deploy = WorkflowFile.Read(Path.Combine(".github", "workflows", "deploy.yml"));

    [BicepFact]
    public void Its_service_is_the_app_and_the_tag_that_bicep_puts_on_it()
    {
        var services = ((YamlMappingNode)azure.At("services")!).Children;
        var name = ((YamlScalarNode)services.Single().Key).Value;

        File.Exists(RepositoryRoot.Combine(azure.Text($"services/{name}/project")!, "Functions.csproj")).ShouldBeTrue();
        deployed.Snapshot.Text("Microsoft.Web/sites", "tags.azd-service-name").ShouldBe(name);
        deployed.Snapshot.OutputNames.ShouldContain($"SERVICE_{name!.ToUpperInvariant()}_NAME");
        File.ReadAllText(RepositoryRoot.Combine(".github", "workflows", "deploy.yml")).ShouldContain($"azd deploy {name} ");
    }

    [Fact]
    public void Its_bicep_and_its_hooks_are_there()
    {
        File.Exists(RepositoryRoot.Combine(azure.Text("infra/path")!, azure.Text("infra/module") + ".bicep")).ShouldBeTrue();
        var hooks = ((YamlMappingNode)azure.At("hooks")!).Children.Values.ToList();
        hooks.Count.ShouldBe(3);
        hooks.ShouldAllBe(hook => hook.Text("kind") == "dotnet" && File.Exists(RepositoryRoot.Combine(hook.Text("run")!)));
    }

    [BicepFact]
    public void What_the_hooks_read_is_put_out_by_bicep()
    {
        var read = Directory.GetFiles(RepositoryRoot.Combine("infra", "hooks", "Deploying"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => OutputName().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct();

        // These have a default, so that a wrong name would be seen in other clouds only.
        read = [.. read, "AZURE_KEY_VAULT_ENDPOINT", "AZURE_RESOURCE_MANAGER_ENDPOINT"];
        read.ShouldBeSubsetOf(deployed.Snapshot.OutputNames);
    }

    [Fact]
    public void The_pipeline_hands_over_what_the_parameters_take_from_the_environment()
    {
        var taken = Placeholder().Matches(File.ReadAllText(RepositoryRoot.Combine("infra", "main.parameters.json"))).Select(match => match.Groups[1].Value)
            // azd knows these two from the login.
            .Except(["AZURE_PRINCIPAL_ID", "AZURE_PRINCIPAL_TYPE"]).ToList();

        taken.ShouldContain("OPERATOR_EMAIL");
        taken.ShouldAllBe(name => deploy.Text("jobs/deploy/env/" + name) == $"${{{{ vars.{name} }}}}");
    }

    // GitHub's token lives for five minutes, and a deployment takes longer: az must not log in before it.
    [Fact]
    public void The_pipeline_logs_in_to_az_directly_before_it_asks_the_vault()
    {
        var steps = ((YamlSequenceNode)deploy.At("jobs/deploy/steps")!).ToList();
        var login = steps.FindIndex(step => step.Text("uses")?.StartsWith("azure/login@", StringComparison.Ordinal) == true);

        login.ShouldBePositive();
        steps[login + 1].Text("run").ShouldBe("bash .ci/smoke");
    }

    [Fact]
    public async Task The_parameters_of_the_repository_pass_the_hook_that_checks_them()
    {
        using var deployment = new Deployment();
        deployment.Write("infra/main.parameters.json", await File.ReadAllTextAsync(RepositoryRoot.Combine("infra", "main.parameters.json")));

        (await HookRun.OfAsync("CheckPrerequisites.cs", deployment)).ShouldSatisfyAllConditions(run => run.ExitCode.ShouldBe(0, run.Error));
    }

    [Fact]
    public void The_hooks_know_the_intervals_that_bicep_knows()
    {
        var type = IntervalType().Match(File.ReadAllText(RepositoryRoot.Combine("infra", "types.bicep"))).Groups[1].Value;
        var known = Quoted().Matches(File.ReadAllText(RepositoryRoot.Combine("infra", "hooks", "Deploying", "Parameters", "ProvisionedSource.cs"))).Select(match => match.Groups[1].Value);

        type.Split('|').Select(interval => interval.Trim().Trim('\'')).ShouldBe(known, ignoreOrder: true);
    }

    // The list with no default of its own, and the outputs that must be there.
    [GeneratedRegex("Outputs\\.(?:Text|List)\\(\"([A-Z_]+)\"\\)")]
    private static partial Regex OutputName();

    [GeneratedRegex("\\$\\{([A-Z_]+)\\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("(?m)^type interval = (.+)$")]
    private static partial Regex IntervalType();

    [GeneratedRegex("\"(P[A-Z0-9]+)\"")]
    private static partial Regex Quoted();
}
