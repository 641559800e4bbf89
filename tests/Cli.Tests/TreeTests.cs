using System.CommandLine;
using System.Text.RegularExpressions;
using Cli.Rendering;

namespace Cli.Tests;

/// <summary>What is promised of every verb.</summary>
public sealed partial class TreeTests
{
    public static TheoryData<string> Verbs => [.. Names];

    private static IEnumerable<string> Names => All(Hook.Root(CliContext.OfThisProcess()), "").Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_has_help_with_examples_and_exit_codes(string verb)
    {
        using var shell = new Shell();

        (await shell.RunAsync([.. verb.Split(' '), "--help"])).ShouldBe(0);

        shell.Output.ShouldContain("Exit code: 0");
        shell.Output.ShouldMatch($@"Examples:\r?\n(.*\n)*  (\S+=\S+ )?hook {Regex.Escape(verb)}\b");
        shell.Error.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_a_heading_in_the_documentation(string verb) =>
        Headings().ShouldContain($"`hook {verb}`");

    [Fact]
    public void The_documentation_has_no_verb_that_is_gone() =>
        Headings().Where(heading => heading.StartsWith("`hook ", StringComparison.Ordinal)).Select(heading => heading.Trim('`')[5..]).ShouldBe(Names, ignoreOrder: true);

    [Fact]
    public async Task The_command_itself_says_what_its_exit_codes_mean()
    {
        using var shell = new Shell();

        (await shell.RunAsync("--help")).ShouldBe(0);

        shell.Output.ShouldContain("Exit code: 0 done, 1 not done, 2 invalid arguments.");
    }

    private static IEnumerable<string> All(Command command, string path)
    {
        foreach (var verb in command.Subcommands)
        {
            var name = path + verb.Name;
            if (verb.Action is not null)
            {
                yield return name;
            }

            foreach (var inner in All(verb, name + " "))
            {
                yield return inner;
            }
        }
    }

    private static List<string> Headings() =>
        [.. Heading().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hook.md"))).Select(match => match.Groups[1].Value.Trim())];

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
