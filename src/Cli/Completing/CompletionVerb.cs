using System.CommandLine;
using Cli.Verbs;

namespace Cli.Completing;

/// <summary><c>hook completion</c>: prints a script that teaches a shell to complete this command.</summary>
internal sealed class CompletionVerb(CliContext context)
{
    private const string Notes = """
        The script asks hook itself what may come next, so it never grows old.

        Exit code: 0 done, 2 the arguments are unusable.

        Examples:
          hook completion bash >> ~/.bashrc
          hook completion zsh >> ~/.zshrc
          hook completion fish > ~/.config/fish/completions/hook.fish
          hook completion pwsh >> $PROFILE
        """;

    private readonly Argument<string> shell = new("SHELL") { Description = "bash, zsh, fish or pwsh." };

    public Command Create()
    {
        shell.AcceptOnlyFromAmong([.. Scripts.Names]);
        var command = new Command("completion", "Prints a script that makes a shell complete this command.") { shell };
        command.SetAction(parsed => context.Output.WriteLine(Scripts.Of(parsed.GetRequiredValue(shell))));
        return command.WithNotes(Notes);
    }
}
