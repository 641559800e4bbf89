using System.Diagnostics;

namespace Functions.Tests.Deploying;

/// <summary>Runs one of the scripts that the workflows run.</summary>
internal static class Script
{
    public static async Task<(int ExitCode, string Said)> RunAsync(string script, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("bash", [RepositoryRoot.Combine(".ci", script), .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await error);
    }
}

/// <summary>The workflows' scripts are for bash; the pipeline runs on Linux.</summary>
public sealed class BashFactAttribute : FactAttribute
{
    public BashFactAttribute() => Skip = OperatingSystem.IsWindows() ? "SKIPPED, NOT PASSED: the workflows' scripts are for bash." : Azurite.Missing;
}
