using System.Diagnostics;
using LocalHost.Settings;

namespace LocalHost.Storage;

// Node.js and the packages in the repository's root.
internal sealed class NodeTools(string root, Action<string> progress)
{
    // npm prints the error first, and then its usage at length.
    private const int LinesShown = 12;

    private string AzuriteScript => Path.Combine(root, "node_modules", "azurite", "dist", "src", "azurite.js");

    public static string Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(directory => OperatingSystem.IsWindows() ? new[] { program + ".exe", program + ".cmd" } : [program], Path.Combine)
            .FirstOrDefault(File.Exists)
        ?? throw new CannotStartException(
            $"No storage answers, and Azurite cannot be started: {program} is not on the PATH. Install Node.js 20 or later, or start Azurite yourself, or set AzureWebJobsStorage to a storage account.");

    public async Task<string> InstallAzuriteAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(AzuriteScript))
        {
            var npm = Find("npm");
            progress("Installing Azurite with npm ci (once, takes a minute) ...");
            await InstallAsync(npm, cancellationToken);
        }

        return AzuriteScript;
    }

    private async Task InstallAsync(string program, CancellationToken cancellationToken)
    {
        using var npm = Process.Start(new ProcessStartInfo(program, ["ci", "--loglevel", "error"])
        {
            WorkingDirectory = root,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
            await npm.StandardOutput.ReadToEndAsync(cancellationToken);
            await npm.WaitForExitAsync(cancellationToken);
            if (npm.ExitCode != 0 || !File.Exists(AzuriteScript))
            {
                var lines = (await errors).Split('\n', StringSplitOptions.TrimEntries).Where(line => line is not ("" or "npm error")).Take(LinesShown);
                throw new CannotStartException(["npm ci failed; run it in the repository's root to see its whole output. It began:", .. lines]);
            }
        }
        finally
        {
            if (!npm.HasExited)
            {
                npm.Kill(entireProcessTree: true);
            }
        }
    }
}
