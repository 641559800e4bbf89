using System.Diagnostics;
using System.Runtime.InteropServices;
using LocalHost;

namespace Proof.Start;

/// <summary>
/// The same assemblies, compiled ahead of time as a deployment's are. They cannot be had by publishing: what is built on stand-ins
/// refuses to be published. So the build's own steps are run up to that point, and what they compile is laid over a copy of the build.
/// </summary>
internal static class ReadyToRun
{
    /// <summary>Gives the path of the program to start.</summary>
    public static async Task<string> CompileAsync(string project, CancellationToken stop)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"proof-ready-{project}");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var source = Directory.EnumerateFiles(RepositoryRoot.Find(), $"{project}.csproj", SearchOption.AllDirectories).First();
        using var build = Process.Start(new ProcessStartInfo("dotnet",
        [
            "build", source, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-v", "quiet", "-nologo",
            "--artifacts-path", folder, "-p:PublishReadyToRun=true", "-t:Build;ComputeResolvedFilesToPublishList;CreateReadyToRunImages",
        ]))!;
        await build.WaitForExitAsync(stop);
        if (build.ExitCode != 0)
        {
            throw new InvalidOperationException($"{project} could not be compiled ahead of time.");
        }

        var program = Directory.EnumerateFiles(Path.Combine(folder, "bin"), $"{project}.runtimeconfig.json", SearchOption.AllDirectories).First(file => file.Contains(project, StringComparison.Ordinal));
        foreach (var compiled in Directory.EnumerateFiles(Path.Combine(folder, "obj", project), "*.dll", SearchOption.AllDirectories).Where(file => file.Contains("R2R", StringComparison.Ordinal)))
        {
            File.Copy(compiled, Path.Combine(Path.GetDirectoryName(program)!, Path.GetFileName(compiled)), overwrite: true);
        }

        return Path.ChangeExtension(Path.ChangeExtension(program, null), "dll");
    }
}
