using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

// A verb that calls the operator's API: address, authentication, and text or JSON output.
internal abstract class OperatorVerb(CliContext context)
{
    private const string ExitCodes = """
        Exit code: 0 done, 1 the receiver did not do it, 2 invalid arguments.
        """;

    private readonly ReceiverOptions receiver = new(context);
    private readonly Option<bool> json = CommonOptions.Json();

    protected CliContext Context => context;

    protected abstract string Notes { get; }

    public Command Create()
    {
        var command = Describe().With(receiver.Options.Append(json));
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = receiver.Connect(parsed);
            return await RunAsync(parsed, client, cancellationToken);
        });
        return command.WithNotes(ExitCodes + Environment.NewLine + Environment.NewLine + Notes);
    }

    protected abstract Command Describe();

    protected abstract Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken);

    protected bool WantsJson(ParseResult parsed) => parsed.GetValue(json);

    protected void Write<T>(ParseResult parsed, T value, Action<Screen> writeText)
    {
        if (WantsJson(parsed))
        {
            context.WriteJson(value);
        }
        else
        {
            writeText(context.Screen);
        }
    }

    protected string? ApiTime(ParseResult parsed, Option<string?> option) => CommonOptions.TimeOrAge(parsed, option, context.Clock)?.ToString("O");
}
