using System.Diagnostics;
using System.Text;

namespace Functions.Tests.Deploying;

/// <summary>The hook at a real terminal, which echoes what is typed unless it is told not to.</summary>
public sealed class SecretPromptTests
{
    private const string Typed = "a-secret-that-somebody-typed-in";

    // A question that nobody hears must not hold up the other tests.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [TerminalFact]
    public async Task What_is_typed_reaches_the_vault_and_not_the_screen()
    {
        await using var vault = await FakeVault.StartAsync();
        await using var manager = await FakeResourceManager.StartAsync();
        using var deployment = new Deployment().With(new { name = "valara", scheme = "valara", secrets = 1 });
        deployment.Variables["AZURE_KEY_VAULT_ENDPOINT"] = vault.Url;
        deployment.Variables["AZURE_RESOURCE_MANAGER_ENDPOINT"] = manager.Url;
        deployment.Variables["AZURE_FUNCTION_ID"] = "/func-1";
        deployment.Variables["SECRET_NAMES"] = """["source-valara-0"]""";
        var hook = await HookRun.BuiltAsync("StoreSecrets.cs");

        var start = new ProcessStartInfo("script", ["-qec", $"dotnet run --no-build '{hook}'", "/dev/null"])
        {
            WorkingDirectory = deployment.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in deployment.Variables)
        {
            start.Environment[name] = value;
        }

        using var terminal = Process.Start(start)!;
        var screen = new StringBuilder();
        var asked = new TaskCompletionSource();
        var watched = Task.Run(async () =>
        {
            var buffer = new char[256];
            while (await terminal.StandardOutput.ReadAsync(buffer) is var read and > 0)
            {
                screen.Append(buffer, 0, read);
                if (screen.ToString().Contains("not shown: ", StringComparison.Ordinal))
                {
                    asked.TrySetResult();
                }
            }
        });
        await Task.WhenAny(asked.Task, watched).WaitAsync(Patience);
        await terminal.StandardInput.WriteAsync(Typed + "x\u007f\r");
        await terminal.StandardInput.FlushAsync();
        await watched.WaitAsync(Patience);
        await terminal.WaitForExitAsync();

        terminal.ExitCode.ShouldBe(0, screen.ToString());
        vault.Secrets["source-valara-0"].ShouldBe(Typed);
        screen.ToString().ShouldNotContain(Typed[..8]);
    }
}

public sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute() => Skip = !OperatingSystem.IsLinux() || Azurite.OnPath("script") is null
        ? "SKIPPED, NOT PASSED: a terminal is made by `script` of util-linux, which is not here."
        : null;
}
