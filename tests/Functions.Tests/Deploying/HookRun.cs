using System.Diagnostics;

namespace Functions.Tests.Deploying;

/// <summary>What a hook said and how it ended, run as azd runs it: <c>dotnet run</c> of its file, in a repository of its own.</summary>
internal sealed record HookRun(int ExitCode, string Output, string Error)
{
    // Two runs at once would build the same program in the same place.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    public void ShouldNotTell(string secret)
    {
        Output.ShouldNotContain(secret.Trim());
        Error.ShouldNotContain(secret.Trim());
    }

    public static async Task<HookRun> OfAsync(string hook, Deployment deployment)
    {
        await OneAtATime.WaitAsync();
        try
        {
            var start = new ProcessStartInfo("dotnet", ["run", RepositoryRoot.Combine("infra", "hooks", hook)])
            {
                WorkingDirectory = deployment.Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var (name, value) in deployment.Variables)
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
        finally
        {
            OneAtATime.Release();
        }
    }
}
