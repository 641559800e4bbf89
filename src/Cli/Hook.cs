using System.CommandLine;
using Cli.Completing;
using Cli.Operating;
using Cli.Verbs;

namespace Cli;

/// <summary>The operator's tool: reads the arguments, runs a verb, turns the outcome into an exit code.</summary>
internal static class Hook
{
    public const int Good = 0;
    public const int Bad = 1;
    public const int Unusable = 2;

    private const string Notes = """
        Where the receiver is: --url, or HOOK_URL. How to be let in: --key or HOOK_KEY, --token or HOOK_TOKEN; on this machine, nothing.
        Output is tables on a terminal, plain text elsewhere or with NO_COLOR set, and JSON lines with --json.
        Exit code: 0 done, 1 not done, 2 the arguments are unusable. `hook VERB --help` shows examples.

        Examples:
          hook overview
          hook tail --source valara
          hook show evt_01JXYZ
          hook redrive --source valara --dry-run
        """;

    /// <summary>All verbs.</summary>
    public static RootCommand Root(Surroundings around)
    {
        var root = new RootCommand("Sends signed deliveries to a webhook receiver, says why one does not verify, shows what arrived, and looks after what went wrong.")
        {
            new SendVerb(around).Create(),
            new CheckVerb(around).Create(),
            new NotifyVerb(around).Create(),
            new OverviewVerb(around).Create(),
            new EventsVerb(around).Create(),
            new TailVerb(around).Create(),
            new ShowVerb(around).Create(),
            new StatusVerb(around).Create(),
            new NoteVerb(around).Create(),
            new DeadVerb(around).Create(),
            new RedriveVerb(around).Create(),
            new RefusedVerb(around).Create(),
            new ReadmitVerb(around).Create(),
            new SecretsVerb(around).Create(),
            new CompletionVerb(around).Create(),
        };
        root.WithNotes(Notes);
        return root;
    }

    public static async Task<int> RunAsync(string[] args, Surroundings around, CancellationToken stop = default)
    {
        var parsed = Parse(args, around);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await around.Error.WriteLineAsync(error.Message);
            }

            await around.Error.WriteLineAsync($"Try 'hook{Path(parsed.CommandResult.Command)} --help'.");
            return Unusable;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = around.Output, Error = around.Error, EnableDefaultExceptionHandler = false }, stop);
        }
        catch (UnusableArgumentException unusable)
        {
            await around.Error.WriteLineAsync(unusable.Message);
            return Unusable;
        }
        catch (UnansweredException unanswered)
        {
            await around.Error.WriteLineAsync(unanswered.Message);
            return Bad;
        }
        catch (OperationCanceledException)
        {
            await around.Error.WriteLineAsync("Stopped.");
            return Bad;
        }
    }

    /// <summary>What the arguments mean, with nothing run.</summary>
    public static ParseResult Parse(string[] args, Surroundings around) =>
        // '@FILE' is ours: the file of a secret, not of more arguments.
        Root(around).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static string Path(Command command) =>
        command is RootCommand ? "" : command.Parents.OfType<Command>().Select(Path).FirstOrDefault() + " " + command.Name;
}
