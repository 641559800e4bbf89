namespace Cli.Tests;

public sealed class MissingVerbTests
{
    [Theory]
    [InlineData("", "overview", "redrive", "completion")]
    [InlineData("notify", "test")]
    public async Task Without_a_verb_the_list_of_verbs_is_shown(string group, params string[] verbs)
    {
        using var shell = new Shell();

        (await shell.RunAsync(group.Length == 0 ? [] : [group])).ShouldBe(2);

        foreach (var verb in verbs)
        {
            shell.Output.ShouldMatch($@"(?m)^  {verb}\b.*  \w");
        }
    }

    [Theory]
    [InlineData("Did you mean 'events'?", "evnets")]
    [InlineData("Did you mean 'events'?", "event", "--source", "lab")]
    [InlineData("Did you mean 'redrive'?", "Redrive")]
    [InlineData("Did you mean 'test'?", "notify", "tets", "mail")]
    [InlineData("Did you mean 'clear'?", "status", "claer")]
    [InlineData("Did you mean 'send'?", "sned", "lab")]
    [InlineData("Did you mean 'dead'?", "daed")]
    [InlineData("Did you mean '--source'?", "dead", "--surce", "lab")]
    [InlineData("Did you mean '--dry-run'?", "redrive", "--source", "lab", "--dryrun")]
    [InlineData("Unknown argument '--help-me'.", "show", "--help-me")]
    public async Task A_misspelt_verb_or_option_is_answered_with_the_one_that_is_meant(string said, params string[] args)
    {
        using var shell = new Shell();

        (await shell.RunAsync(args)).ShouldBe(2);

        shell.Error.ShouldContain(said);
        shell.Error.ShouldContain("--help");
        shell.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("kubernetes")]
    [InlineData("dead", "evt_1", "evt_2")]
    public async Task What_resembles_nothing_gets_no_guess(params string[] args)
    {
        using var shell = new Shell();

        (await shell.RunAsync(args)).ShouldBe(2);

        shell.Error.ShouldContain($"'{args[^1]}'");
        shell.Error.ShouldNotContain("Did you mean");
    }
}
