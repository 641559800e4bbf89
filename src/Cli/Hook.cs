using Cli.Completing;
using Cli.Operating;
using Cli.Rendering;
using Cli.Verbs;

namespace Cli;

// The operator's command: parses the arguments, runs a verb, and turns its outcome into an exit code.
internal static class Hook
{
    private const string Notes = """
        Receiver: --url or HOOK_URL, else what `hook login` saved (--profile or HOOK_PROFILE), else that of this machine, which needs no
        authentication. Elsewhere: the saved key, HOOK_KEY or --key, and HOOK_TOKEN or --token.
        Output is tables on a terminal, plain text elsewhere or with NO_COLOR set, and JSON lines with --json.
        Exit code: 0 done, 1 not done, 2 invalid arguments. `hook VERB --help` shows examples.

        Examples:
          hook overview
          hook tail --source valara
          hook show evt_01JXYZ
          hook redrive --source valara --dry-run
        """;

    public static RootCommand Root(CliContext context)
    {
        var root = new RootCommand("Sends signed deliveries to a webhook receiver, diagnoses failed signatures, shows what arrived, and repairs failures.")
        {
            new LoginVerb(context).Create(),
            new LogoutVerb(context).Create(),
            new ProfilesVerb(context).Create(),
            new PresetsVerb(context).Create(),
            new NewVerb(context).Create(),
            new SendVerb(context).Create(),
            new CheckVerb(context).Create(),
            new NotifyVerb(context).Create(),
            new OverviewVerb(context).Create(),
            new EventsVerb(context).Create(),
            new SearchVerb(context).Create(),
            new TailVerb(context).Create(),
            new ListenVerb(context).Create(),
            new ShowVerb(context).Create(),
            new OpenVerb(context).Create(),
            new StatusVerb(context).Create(),
            new NoteVerb(context).Create(),
            new DeadVerb(context).Create(),
            new RedriveVerb(context).Create(),
            new ResendVerb(context).Create(),
            new HandlersVerb(context).Create(),
            new PauseVerb(context).Create(),
            new ResumeVerb(context).Create(),
            new RefusedVerb(context).Create(),
            new ReadmitVerb(context).Create(),
            new SecretsVerb(context).Create(),
            new DrainedVerb(context).Create(),
            new CompletionVerb(context).Create(),
        };
        root.WithNotes(Notes);
        return new ReceiverCompletions(context).AddTo(root);
    }

    public static async Task<int> RunAsync(string[] args, CliContext context, CancellationToken cancellationToken = default)
    {
        var parsed = Parse(args, context);
        var invocation = new InvocationConfiguration { Output = context.Output, Error = context.Error, EnableDefaultExceptionHandler = false };
        if (parsed is { Errors.Count: > 0, UnmatchedTokens.Count: 0, CommandResult.Command: { Action: null, Subcommands.Count: > 0 } })
        {
            await Parse([.. args, "--help"], context).InvokeAsync(invocation, cancellationToken);
            return ExitCode.Usage;
        }

        if (ParseProblems.Of(parsed) is { Count: > 0 } problems)
        {
            await context.Error.WriteLineAsync(string.Join(Environment.NewLine, problems));
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (UsageException invalid)
        {
            await context.Error.WriteLineAsync(invalid.Message);
            return ExitCode.Usage;
        }
        catch (ReceiverException failure)
        {
            await context.Error.WriteLineAsync(failure.Message);
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            await context.Error.WriteLineAsync("Stopped.");
            return ExitCode.Failure;
        }
    }

    // '@FILE' is the file of a secret, not a response file.
    public static ParseResult Parse(string[] args, CliContext context) =>
        Root(context).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
}
