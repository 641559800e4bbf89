using Cli.Rendering;
using Cli.Verbs;

namespace Cli.Completing;

internal sealed class CompletionVerb(CliContext context)
{
    private const string Notes = """
        The script asks hook itself for completions, so it needs no update.

        Exit code: 0 done, 2 invalid arguments.

        Examples:
          hook completion bash >> ~/.bashrc
          hook completion zsh >> ~/.zshrc
          hook completion fish > ~/.config/fish/completions/hook.fish
          hook completion pwsh >> $PROFILE
        """;

    private readonly Argument<string> shell = new("SHELL") { Description = "bash, zsh, fish or pwsh." };

    public Command Create()
    {
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Prints a script that makes a shell complete this command.") { shell };
        command.SetAction(parsed => context.Output.WriteLine(Script(parsed.GetRequiredValue(shell))));
        return command.WithNotes(Notes);
    }
    private static string Script(string shell)
    {
        using var stream = typeof(CompletionVerb).Assembly.GetManifestResourceStream($"completion.{shell}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
