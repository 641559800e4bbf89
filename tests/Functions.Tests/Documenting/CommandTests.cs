using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using System.Text.RegularExpressions;
using Cli;
using Cli.Rendering;

namespace Functions.Tests.Documenting;

// A command that somebody copies at night must be one that there is.
public sealed partial class CommandTests
{
    private static readonly CliContext Nowhere =
        new(TextWriter.Null, TextWriter.Null, TextReader.Null, Path.GetTempPath(), new Dictionary<string, string>(), TimeProvider.System);

    [Fact]
    public void Every_hook_command_in_a_block_can_be_given_as_it_stands()
    {
        var commands = MarkdownPage.All().SelectMany(page => Joined(page).Select(line => (page.Name, Arguments: ArgumentsOf(line), Line: line)))
            .Where(command => command.Arguments is not null).ToList();

        commands.Count.ShouldBeGreaterThan(20);
        commands.Where(command => Parsed(command.Arguments!) is var parsed && (parsed.Errors.Count > 0 || Unknown(parsed).Any()))
            .Select(command => $"{command.Name}: {command.Line} ({string.Join(' ', Parsed(command.Arguments!).Errors)})").ShouldBeEmpty();
    }

    [Fact]
    public void Every_hook_command_in_a_sentence_names_a_verb_and_options_that_there_are()
    {
        // Shortened as they are in sentences, these may lack what a verb requires; what they have must exist.
        var commands = MarkdownPage.All().SelectMany(page => page.InlineCode.Select(code => (page.Name, Arguments: ArgumentsOf(code), Line: code)))
            .Where(command => command.Arguments is { Length: > 0 }).ToList();

        commands.Count.ShouldBeGreaterThan(10);
        commands.Where(command => Parsed(command.Arguments!) is var parsed && (Unknown(parsed).Any() || parsed.CommandResult.Command is RootCommand))
            .Select(command => $"{command.Name}: {command.Line}").ShouldBeEmpty();
    }

    [Fact]
    public void A_verb_or_an_option_that_there_is_not_would_be_found()
    {
        Parsed(ArgumentsOf("hook replay --source valara")!).Errors.ShouldNotBeEmpty();
        Unknown(Parsed(ArgumentsOf("hook dead --all")!)).ShouldBe(["--all"]);
        Unknown(Parsed(ArgumentsOf("hook secrets valara --since yesterday")!)).ShouldBe(["--since", "yesterday"]);
        Parsed(ArgumentsOf("HOOK_KEY=k hook redrive --source valara --why \"disk full\"   # in two words")!).Errors.ShouldBeEmpty();
    }

    private static ParseResult Parsed(string[] arguments) => Hook.Parse(arguments, Nowhere);

    // A misspelt option is taken for an argument where a verb has one that is still free.
    private static IEnumerable<string> Unknown(ParseResult parsed) => parsed.UnmatchedTokens.Concat(
        parsed.Tokens.Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal)).Select(token => token.Value)).Distinct();

    /// <summary>The lines of fenced blocks, with lines that go on behind a backslash put together.</summary>
    private static IEnumerable<string> Joined(MarkdownPage page)
    {
        var whole = new StringBuilder();
        foreach (var (_, line) in page.Fenced)
        {
            if (line.EndsWith('\\'))
            {
                whole.Append(line[..^1]).Append(' ');
                continue;
            }

            yield return whole.Append(line).ToString().Trim();
            whole.Clear();
        }
    }

    /// <summary>The arguments of a hook command; null for any other line.</summary>
    private static string[]? ArgumentsOf(string line) =>
        HookCommand().Match(line) is { Success: true } match ? [.. Words(match.Groups["arguments"].Value)] : null;

    // As a shell reads it: quotes hold words together, and what comes behind #, |, > or ; is no argument.
    private static IEnumerable<string> Words(string text) =>
        Word().Matches(text).Select(match => match.Value)
            .TakeWhile(word => word[0] is not ('#' or '|' or '>' or ';' or '&'))
            .Select(word => Quotes().Replace(word, "$1$2"));

    [GeneratedRegex(@"^(\w+=\S* )*(hook|dotnet run --project src/Cli --)(?<arguments>( .*)?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex HookCommand();

    [GeneratedRegex("""("[^"]*"|'[^']*'|[^\s"'])+""")]
    private static partial Regex Word();

    [GeneratedRegex("""
        "([^"]*)"|'([^']*)'
        """)]
    private static partial Regex Quotes();
}
