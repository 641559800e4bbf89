using System.Diagnostics;
using LocalHost;

namespace Proof.Start;

/// <summary>A program published as the app is for its deployment: compiled ahead of time.</summary>
internal static class ReadyToRun
{
    /// <summary>Gives the path of the program to start, in a folder of this run's own.</summary>
    public static async Task<string> PublishAsync(string project, string folder, CancellationToken cancellationToken)
    {
        var source = Directory.EnumerateFiles(RepositoryRoot.Find(), $"{project}.csproj", SearchOption.AllDirectories).First();
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
            ["publish", source, "-c", "Release", "-v", "quiet", "-nologo", "-p:IsPublishable=true", "--output", folder]))!;
        await publish.WaitForExitAsync(cancellationToken);
        return publish.ExitCode == 0
            ? Path.Combine(folder, $"{project}.dll")
            : throw new InvalidOperationException($"{project} could not be published.");
    }
}
