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
    public static RootCommand Root(CliContext context)
    {
        var root = new RootCommand("Sends signed deliveries to a webhook receiver, says why one does not verify, shows what arrived, and looks after what went wrong.")
        {
            new SendVerb(context).Create(),
            new CheckVerb(context).Create(),
            new NotifyVerb(context).Create(),
            new OverviewVerb(context).Create(),
            new EventsVerb(context).Create(),
            new TailVerb(context).Create(),
            new ShowVerb(context).Create(),
            new StatusVerb(context).Create(),
            new NoteVerb(context).Create(),
            new DeadVerb(context).Create(),
            new RedriveVerb(context).Create(),
            new RefusedVerb(context).Create(),
            new ReadmitVerb(context).Create(),
            new SecretsVerb(context).Create(),
            new CompletionVerb(context).Create(),
        };
        root.WithNotes(Notes);
        return root;
    }

    public static async Task<int> RunAsync(string[] args, CliContext context, CancellationToken cancellationToken = default)
    {
        var parsed = Parse(args, context);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await context.Error.WriteLineAsync(error.Message);
            }

            await context.Error.WriteLineAsync($"Try 'hook{Path(parsed.CommandResult.Command)} --help'.");
            return Unusable;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = context.Output, Error = context.Error, EnableDefaultExceptionHandler = false }, cancellationToken);
        }
        catch (UnusableArgumentException unusable)
        {
            await context.Error.WriteLineAsync(unusable.Message);
            return Unusable;
        }
        catch (UnansweredException unanswered)
        {
            await context.Error.WriteLineAsync(unanswered.Message);
            return Bad;
        }
        catch (OperationCanceledException)
        {
            await context.Error.WriteLineAsync("Stopped.");
            return Bad;
        }
    }

    /// <summary>What the arguments mean, with nothing run.</summary>
    public static ParseResult Parse(string[] args, CliContext context) =>
        // '@FILE' is ours: the file of a secret, not of more arguments.
        Root(context).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static string Path(Command command) =>
        command is RootCommand ? "" : command.Parents.OfType<Command>().Select(Path).FirstOrDefault() + " " + command.Name;
}
