using System.CommandLine;
using Cli.Operating;

namespace Cli.Verbs;

/// <summary>A verb that asks the operator's API: which receiver, how to be let in, and tables or JSON are the same for all.</summary>
internal abstract class OperatorVerb(CliContext context)
{
    private const string ExitCodes = """
        Exit code: 0 done, 1 the receiver did not do it, 2 the arguments are unusable.
        """;

    private readonly Receiver receiver = new(context);
    private readonly Option<bool> json = new("--json") { Description = "One JSON object per line, for scripts, instead of text for people." };

    protected CliContext Around => context;

    /// <summary>What to know, and examples.</summary>
    protected abstract string Notes { get; }

    public Command Create()
    {
        var command = Describe();
        foreach (var option in receiver.Options.Append(json))
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = receiver.Connect(parsed);
            return await RunAsync(parsed, client, cancellationToken);
        });
        return command.WithNotes(ExitCodes + Environment.NewLine + Environment.NewLine + Notes);
    }

    /// <summary>The command with its own arguments and options.</summary>
    protected abstract Command Describe();

    protected abstract Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken);

    protected bool WantsJson(ParseResult parsed) => parsed.GetValue(json);
}
