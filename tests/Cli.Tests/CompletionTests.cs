using System.Diagnostics;

namespace Cli.Tests;

/// <summary>The script for bash, in a real bash, with the real command.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("hook ov", "overview")]
    [InlineData("hook events --sta", "--status")]
    [InlineData("hook events --status De", "DeadLettered")]
    [InlineData("hook overview --span w", "week")]
    [InlineData("hook status cl", "clear")]
    [InlineData("hook completion f", "fish")]
    [InlineData("hook presets sh", "show")]
    [InlineData("hook presets show shopify-", "shopify-events")]
    [InlineData("hook new shop --preset shopify-", "shopify-events")]
    [InlineData("hook new shop --print b", "bicep")]
    public async Task Bash_completes_verbs_options_and_their_values(string line, string completed) =>
        (await CompleteAsync(line)).ShouldBe([completed]);

    [Fact]
    public async Task Bash_offers_every_verb() =>
        (await CompleteAsync("hook ")).ShouldContain("redrive");

    [Theory]
    [InlineData("bash", "complete -o default -F _hook hook")]
    [InlineData("zsh", "compdef _hook hook")]
    [InlineData("fish", "complete -c hook")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName hook")]
    public async Task Every_shell_has_a_script(string shell, string registers)
    {
        using var hook = new Shell();

        (await hook.RunAsync("completion", shell)).ShouldBe(0);

        hook.Output.ShouldContain(registers);
        hook.Output.ShouldContain("[suggest:");
    }

    private static async Task<string[]> CompleteAsync(string line)
    {
        var assembly = typeof(Hook).Assembly.Location;
        var script = $$"""
            hook() { dotnet '{{assembly}}' "$@"; }
            source <(hook completion bash)
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _hook
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
