using System.Collections.Concurrent;
using System.Diagnostics;

namespace Functions.Tests.Deploying;

/// <summary>What a hook said and how it ended, run as azd runs it: <c>dotnet run</c> of its file, in a repository of its own.</summary>
internal sealed record HookRun(int ExitCode, string Output, string Error)
{
    // Built once a test run: azd's every run builds it anew.
    private static readonly ConcurrentDictionary<string, Lazy<Task>> Built = [];

    // These tests run in pipelines, too; a hook shall believe so only when a test says it. Its build is the pipeline's own: with another
    // value of CI it would restore again, and write what projects built beside it are reading.
    private static readonly KeyValuePair<string, string?>[] OfNoPipeline = [new("CI", null), new("TF_BUILD", null), new("RUNNER_ENVIRONMENT", null)];

    public void ShouldNotTell(string secret)
    {
        Output.ShouldNotContain(secret.Trim());
        Error.ShouldNotContain(secret.Trim());
    }

    public static async Task<HookRun> OfAsync(string hook, Deployment deployment) =>
        await RunAsync(["run", "--no-build", await BuiltAsync(hook)], deployment.Folder, [.. OfNoPipeline, .. deployment.Variables]);

    /// <summary>The hook's file, once its program is built.</summary>
    public static async Task<string> BuiltAsync(string hook)
    {
        await Built.GetOrAdd(hook, file => new(() => DotnetBuild.InTurnAsync(() => BuildAsync(file)))).Value;
        return File(hook);
    }

    private static async Task BuildAsync(string hook)
    {
        var build = await RunAsync(["build", File(hook)], RepositoryRoot.Path, []);
        build.ExitCode.ShouldBe(0, build.Output + build.Error);
    }

    private static string File(string hook) => RepositoryRoot.Combine("infra", "hooks", hook);

    private static async Task<HookRun> RunAsync(string[] arguments, string folder, IEnumerable<KeyValuePair<string, string?>> variables)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new HookRun(process.ExitCode, output, await error);
    }
}
