using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class HandlersVerb(CliContext context) : OperatorVerb(context)
{
    protected override string Notes => """
        "waiting" counts events that wait for the handler after their first attempt, "failed" dead letters in which it failed. A plus sign
        means that there are more events than were counted.

        Examples:
          hook handlers
          hook handlers --json | jq -r 'select(.paused) | .name'
        """;

    protected override Command Describe() => new("handlers", "Lists the handlers: what waits for each, its last success and error, and who paused it.");

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var view = await client.GetAsync<HandlersView>("handlers", [], cancellationToken);
        if (WantsJson(parsed))
        {
            foreach (var handler in view.Handlers)
            {
                Context.WriteJson(handler);
            }
        }
        else
        {
            Context.Screen.Table(Grid.Of(HandlerText.Columns(view.MoreEvents), view.Handlers));
            Context.Screen.Line($"{Quantity.Count(view.Handlers.Count, "handler")}, {view.Handlers.Count(handler => handler.Paused is not null)} paused.");
        }

        return ExitCode.Success;
    }
}
