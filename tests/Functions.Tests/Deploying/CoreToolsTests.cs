using System.Diagnostics;
using System.Reflection;
using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.Deploying;

/// <summary>
/// What Core Tools and the worker's SDK do before they start the host, done here as they do it: <c>func start</c> builds the only project in the
/// current folder into bin/output and runs that; <c>dotnet run</c> calls <c>func start</c> in the usual output folder, where it finds no project.
/// <see href="https://github.com/Azure/azure-functions-core-tools/blob/main/src/Cli/func/Helpers/DotnetHelpers.cs" />
/// </summary>
public sealed class CoreToolsTests
{
    // The one that is built already; func itself gives none.
    private static readonly string Configuration = typeof(CoreToolsTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static readonly string Project = RepositoryRoot.Combine("src", "Functions");

    [Fact]
    public async Task What_func_start_builds_beside_the_project_is_all_that_the_host_looks_for()
    {
        Directory.EnumerateFiles(Project, "*.csproj").ShouldHaveSingleItem();
        var output = Path.Combine(Project, "bin", "output");
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        await DotnetBuild.InTurnAsync(() => RunAsync(Project, null, "build", "--output", Path.Combine("bin", "output"), "-c", Configuration, "--no-restore"));

        HoldsWhatTheHostLooksFor(output);
    }

    // Settings are read before anything is built: from the first folder, going up, that has either file.
    [Fact]
    public void Beside_the_project_func_start_reads_the_settings_at_the_root()
    {
        var folder = Project;
        while (!File.Exists(Path.Combine(folder, "host.json")) && !File.Exists(Path.Combine(folder, "local.settings.json")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        folder.ShouldBe(RepositoryRoot.Path);
    }

    // At the root there is a host.json and no project: func start would build nothing there and run a folder without functions.
    [BashFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Dotnet_run_at_the_root_calls_func_start_where_everything_is()
    {
        using var tools = new Folder();
        var func = tools.Write("func", "#!/bin/sh\n[ \"$1\" = --version ] || { pwd; echo \"$@\"; } > \"$0.called\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(func, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await RunAsync(RepositoryRoot.Path, tools.Path, "run", "--project", Path.Combine("src", "Functions"), "-c", Configuration, "--no-build");

        var called = await File.ReadAllLinesAsync(func + ".called");
        called[1].Trim().ShouldBe("start");
        HoldsWhatTheHostLooksFor(called[0]);
    }

    private static void HoldsWhatTheHostLooksFor(string folder)
    {
        File.ReadAllText(Path.Combine(folder, "host.json")).ShouldBe(File.ReadAllText(RepositoryRoot.Combine("host.json")));
        var own = RepositoryRoot.Combine("local.settings.json");
        File.ReadAllText(Path.Combine(folder, "local.settings.json")).ShouldBe(File.ReadAllText(File.Exists(own) ? own : RepositoryRoot.Combine("local.settings.sample.json")));

        var worker = Read(folder, "worker.config.json").GetProperty("description").GetProperty("defaultWorkerPath").GetString()!;
        File.Exists(Path.Combine(folder, worker)).ShouldBeTrue(worker);

        Read(folder, "functions.metadata").EnumerateArray().Select(function => function.GetProperty("name").GetString()).ShouldBe(
            typeof(ReceiveWebhook).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>(),
            ignoreOrder: true);

        var extensions = Read(folder, "extensions.json").GetProperty("extensions").EnumerateArray().Select(extension => extension.GetProperty("hintPath").GetString()!).ToList();
        extensions.ShouldNotBeEmpty();
        extensions.ShouldAllBe(extension => File.Exists(Path.Combine(folder, extension)));
    }

    private static JsonElement Read(string folder, string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file))).RootElement;

    private static async Task RunAsync(string folder, string? tools, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{tools}{Path.PathSeparator}{start.Environment["PATH"]}";
        // What the runner of this test was told about its own build is no business of another one.
        start.Environment.Remove("MSBuildSDKsPath");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output + await error);
    }
}
