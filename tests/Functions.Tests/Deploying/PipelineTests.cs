using System.Diagnostics;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Functions.Tests.Deploying;

/// <summary>What can be known of the pipeline without running it.</summary>
public sealed partial class PipelineTests
{
    public static TheoryData<string> All => [.. WorkflowFile.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_action_is_pinned_by_commit_with_its_version_beside_it(string file)
    {
        var pinned = File.ReadLines(RepositoryRoot.Combine(file)).Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToList();

        pinned.ShouldAllBe(line => Pinned().IsMatch(line));
        pinned.Count.ShouldBe(WorkflowFile.Read(file).Steps().Count(step => step.Text("uses") is not null));
    }

    [Fact]
    public void One_action_has_one_pin()
    {
        var pins = WorkflowFile.Names.SelectMany(file => WorkflowFile.Read(file).Steps()).Select(step => step.Text("uses")).OfType<string>().Distinct();

        pins.CountBy(pin => pin.Split('@')[0]).ShouldAllBe(count => count.Value == 1);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_permitted_but_what_a_job_asks_for(string file)
    {
        var workflow = WorkflowFile.Read(file);

        ((YamlMappingNode)workflow.At("permissions")!).Children.ShouldBeEmpty();
        workflow.Jobs().ShouldAllBe(job => job.At("permissions") is YamlMappingNode);
        workflow.Jobs().SelectMany(job => ((YamlMappingNode)job.At("permissions")!).Children)
            .ShouldAllBe(grant => ((YamlScalarNode)grant.Value).Value == "read" || ((YamlScalarNode)grant.Key).Value == "id-token");
        Secret().Matches(File.ReadAllText(RepositoryRoot.Combine(file))).Select(match => match.Value).Distinct().ShouldBeSubsetOf(["secrets.SMOKE_SECRET"]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_job_ends_some_time_and_no_two_runs_meet(string file)
    {
        var workflow = WorkflowFile.Read(file);

        workflow.Text("concurrency/group").ShouldNotBeNull();
        workflow.Jobs().ShouldAllBe(job => int.Parse(job.Text("timeout-minutes")!, null) <= 180);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_scripts_that_are_run_are_there(string file)
    {
        var scripts = WorkflowFile.Read(file).Steps().SelectMany(step => ScriptName().Matches(step.Text("run") ?? "")).Select(match => match.Value).ToList();

        scripts.ShouldNotBeEmpty();
        scripts.ShouldAllBe(script => File.Exists(RepositoryRoot.Combine(script)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Versions_of_the_SDK_and_of_Node_are_said_in_one_place(string file)
    {
        foreach (var step in WorkflowFile.Read(file).Steps())
        {
            switch (step.Text("uses")?.Split('@')[0])
            {
                case "actions/setup-dotnet":
                    step.Text("with/global-json-file").ShouldBe("global.json");
                    step.At("with/dotnet-version").ShouldBeNull();
                    break;
                case "actions/setup-node":
                    step.Text("with/node-version-file").ShouldBe("package.json");
                    step.At("with/node-version").ShouldBeNull();
                    break;
                case "actions/checkout":
                    step.Text("with/persist-credentials").ShouldBe("false");
                    break;
            }
        }
    }

    [Fact]
    public void What_is_deployed_is_built_by_a_job_that_does_nothing_else_and_then_seen_to_work()
    {
        var package = (YamlMappingNode)WorkflowFile.Read(".github/workflows/ci.yml").At("jobs/package")!;
        ((YamlSequenceNode)package.At("steps")!).Children.Cast<YamlMappingNode>().Select(step => step.Text("run")).OfType<string>().ShouldBe(["bash .ci/pack artifacts/receiver.zip"]);
        var uploaded = WorkflowFile.Read(".github/workflows/ci.yml").Steps().Single(step => step.Text("with/path") == "artifacts/receiver.zip");

        var steps = WorkflowFile.Read(".github/workflows/deploy.yml").Steps().ToList();
        var downloaded = steps.FindIndex(step => step.Text("with/name") == uploaded.Text("with/name"));
        var deployedAt = steps.FindIndex(step => step.Text("run")?.Contains("azd deploy receiver --from-package artifacts/receiver.zip", StringComparison.Ordinal) == true);
        var smokedAt = steps.FindIndex(step => step.Text("run") == "bash .ci/smoke");
        new[] { 0, downloaded, deployedAt, smokedAt }.ShouldBeInOrder();
    }

    [Fact]
    public async Task Every_project_restores_what_its_lock_file_names()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "*.csproj"]) { WorkingDirectory = RepositoryRoot.Path, RedirectStandardOutput = true })!;
        var projects = (await git.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        projects.Length.ShouldBeGreaterThan(10);
        projects.Where(project => !File.Exists(RepositoryRoot.Combine(Path.GetDirectoryName(project)!, "packages.lock.json"))).ShouldBeEmpty();
    }

    [GeneratedRegex("^ +(- )?uses: [A-Za-z0-9-]+/[A-Za-z0-9-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+$")]
    private static partial Regex Pinned();

    [GeneratedRegex("\\.ci/[a-z]+")]
    private static partial Regex ScriptName();

    [GeneratedRegex("secrets\\.[A-Za-z_]+")]
    private static partial Regex Secret();
}
