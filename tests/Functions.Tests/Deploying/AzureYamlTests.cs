using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Functions.Tests.Deploying;

/// <summary>azure.yaml names files and resources that are somewhere else.</summary>
public sealed partial class AzureYamlTests
{
    private readonly YamlMappingNode azure = WorkflowFile.Read("azure.yaml");

    [Fact]
    public void Its_service_is_the_app_and_the_tag_that_bicep_puts_on_it()
    {
        var services = ((YamlMappingNode)azure.At("services")!).Children;
        var name = ((YamlScalarNode)services.Single().Key).Value;

        File.Exists(RepositoryRoot.Combine(azure.Text($"services/{name}/project")!, "Functions.csproj")).ShouldBeTrue();
        Bicep().ShouldContain(text => Regex.IsMatch(text, $"'azd-service-name': *'{name}'"));
        Bicep().ShouldContain(text => text.Contains($"output SERVICE_{name!.ToUpperInvariant()}_NAME ", StringComparison.Ordinal));
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

    [Fact]
    public void What_the_hooks_read_is_put_out_by_bicep()
    {
        var read = Directory.GetFiles(RepositoryRoot.Combine("infra", "hooks", "Deploying"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => OutputName().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct();

        read.ShouldAllBe(name => Bicep().Any(text => text.Contains($"output {name} ", StringComparison.Ordinal)));
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
        var type = Bicep().SelectMany(text => IntervalType().Matches(text)).Single().Groups[1].Value;
        var known = Quoted().Matches(File.ReadAllText(RepositoryRoot.Combine("infra", "hooks", "Deploying", "Parameters", "ProvisionedSource.cs"))).Select(match => match.Groups[1].Value);

        type.Split('|').Select(interval => interval.Trim().Trim('\'')).ShouldBe(known, ignoreOrder: true);
    }

    private static string[] Bicep() => [.. Directory.GetFiles(RepositoryRoot.Combine("infra"), "*.bicep").Select(File.ReadAllText)];

    // The list with no default of its own, and the outputs that must be there.
    [GeneratedRegex("Outputs\\.(?:Text|List)\\(\"([A-Z_]+)\"\\)")]
    private static partial Regex OutputName();

    [GeneratedRegex("(?m)^type interval = (.+)$")]
    private static partial Regex IntervalType();

    [GeneratedRegex("\"(P[A-Z0-9]+)\"")]
    private static partial Regex Quoted();
}
