using System.CommandLine.Parsing;
using Webhooks.Settings;

namespace Cli.Verbs;

// What is wrong with arguments, and the verbs and options that are probably meant.
internal static class ParseProblems
{
    // None when the arguments are as they should be.
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        // Completion leaves tokens unmatched, and that is no error.
        var unknown = UnknownOptions(parsed).Concat(parsed.Errors.Count > 0 ? parsed.UnmatchedTokens : []).ToList();
        var errors = unknown switch
        {
            [] => parsed.Errors.Select(error => error.Message),
            // Without a known verb, every argument after it is unmatched.
            [var first, ..] when command.Action is null => [$"Unknown verb '{first}'."],
            _ => unknown.Select(token => $"Unknown argument '{token}'."),
        };
        string[] texts = [.. errors, .. unknown.Select(token => Meant(token, command)).OfType<string>().Select(meant => $"Did you mean '{meant}'?")];
        return texts.Length == 0 ? [] : [.. texts, $"Try 'hook{Path(command)} --help'."];
    }

    // A misspelt option would otherwise be taken for an id: `hook redrive --dryrun`. After "--", anything is an argument.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed) => parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash) ? []
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(value => value.StartsWith("--", StringComparison.Ordinal));

    private static string? Meant(string token, Command command) => Misspelling.Nearest(
        token,
        command.Subcommands.Select(verb => verb.Name).Concat(command.Options.Select(option => option.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal) == token.StartsWith('-')));

    private static string Path(Command command) =>
        command is RootCommand ? "" : command.Parents.OfType<Command>().Select(Path).FirstOrDefault() + " " + command.Name;
}
