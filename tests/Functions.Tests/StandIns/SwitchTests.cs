using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Functions.Tests.StandIns;

public sealed class SwitchTests
{
    [Fact]
    public void The_solution_does_not_know_the_stand_ins() =>
        File.ReadAllText(RepositoryRoot.Combine("Functions.sln")).ShouldNotContain("StandIns");

    [StandInsFact]
    public async Task Publishing_on_stand_ins_is_refused()
    {
        using var target = new Folder();
        var (exitCode, output) = await DotnetAsync("publish", RepositoryRoot.Combine("src", "Functions"), "-p:UseStandIns=true", "-o", target.Path);

        exitCode.ShouldNotBe(0);
        output.ShouldContain("STANDIN001");
        Directory.GetFileSystemEntries(target.Path).ShouldBeEmpty();
    }

    [StandInsFact]
    public async Task Publishing_turns_the_stand_ins_off_by_itself()
    {
        var project = RepositoryRoot.Combine("src", "Functions", "Functions.csproj");

        (await DotnetAsync("msbuild", project, "-getProperty:UseStandIns", "-p:_IsPublishing=true")).Output.Trim().ShouldBe("false");
        (await DotnetAsync("msbuild", project, "-getProperty:UseStandIns")).Output.Trim().ShouldBe("true");
    }

    [StandInsFact]
    public async Task The_project_files_ask_for_the_official_packages()
    {
        var project = RepositoryRoot.Combine("src", "Functions", "Functions.csproj");

        var (_, output) = await DotnetAsync("msbuild", project, "-getItem:PackageReference,ProjectReference", "-p:UseStandIns=false");

        output.ShouldContain("\"Azure.Data.Tables\"");
        output.ShouldContain("\"Microsoft.Azure.Functions.Worker\"");
        output.ShouldNotContain("StandIns.csproj");
    }

    private static async Task<(int ExitCode, string Output)> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };

        // The test host passes its own settings on, and the switch may be one of them.
        start.Environment.Remove("UseStandIns");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var dotnet = Process.Start(start)!;
        var output = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        return (dotnet.ExitCode, output);
    }
}
