using System.CommandLine;
using Cli.Operating;
using Cli.Verbs;

namespace Cli;

/// <summary>The operator's tool: reads the arguments, runs a verb, turns the outcome into an exit code.</summary>
internal static class Hook
{
    public const int Good = 0;
    public const int Bad = 1;
    public const int Unusable = 2;

    public static async Task<int> RunAsync(string[] args, Surroundings around, CancellationToken stop = default)
    {
        var parsed = Parse(args, around);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await around.Error.WriteLineAsync(error.Message);
            }

            await around.Error.WriteLineAsync($"Try 'hook {parsed.CommandResult.Command.Name} --help'.".Replace("hook hook", "hook", StringComparison.Ordinal));
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

    /// <summary>What the arguments mean, with nothing run: every verb and option there is stands here.</summary>
    public static ParseResult Parse(string[] args, Surroundings around)
    {
        var root = new RootCommand("Sends signed deliveries to a webhook receiver, says why one does not verify, and looks after what went wrong.")
        {
            new SendVerb(around).Create(),
            new CheckVerb(around).Create(),
            new NotifyVerb(around).Create(),
            new DeadVerb(around).Create(),
            new RedriveVerb(around).Create(),
            new RefusedVerb(around).Create(),
            new ReadmitVerb(around).Create(),
            new SecretsVerb(around).Create(),
        };

        // '@FILE' is ours: the file of a secret, not of more arguments.
        return root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
    }
}
