using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Proof.Reporting;

/// <summary>What the figures were taken on.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Environment.ProcessorCount} × {Processor()}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    /// <summary>The commit that was measured, of this folder or another one, with a plus sign when files had been changed since.</summary>
    public static string Commit(string? folder = null) => Git("rev-parse --short HEAD", folder) + (Git("status --porcelain --untracked-files=no", folder).Length > 0 ? "+" : "");

    private static string Processor()
    {
        const string Names = "/proc/cpuinfo";
        var line = File.Exists(Names) ? File.ReadLines(Names).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Git(string arguments, string? folder)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, WorkingDirectory = folder })!;
        var text = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return text;
    }
}
