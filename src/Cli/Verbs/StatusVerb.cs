using System.CommandLine;
using Cli.Operating;
using Cli.Rendering;
using Webhooks;
using Webhooks.Operating;

namespace Cli.Verbs;

internal sealed class StatusVerb(CliContext context) : OperatorVerb(context)
{
    // The largest page of the API.
    private const string Limit = "1000";

    private readonly Option<bool> unhealthy = new("--unhealthy") { Description = "Only active problems." };
    private readonly Option<string?> source = CommonOptions.Source();

    protected override string Notes => """
        Active problems come first, then the latest changes. The last column is the event that reported the state, for `hook show`.

        Examples:
          hook status --unhealthy
          hook status --source novavms
          hook status clear camera cam_7 --source novavms --why "camera was removed"
          hook status --unhealthy --json | jq -r .summary
        """;

    protected override Command Describe() => new("status", "Shows the latest known state of each resource that senders report.") { unhealthy, source, new StatusClearVerb(Context).Create() };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var board = await client.GetAsync(
            "status", [("source", parsed.GetValue(source)), ("unhealthy", parsed.GetValue(unhealthy) ? "true" : null), ("limit", Limit)], OperatorJson.Default.StatusBoardView, cancellationToken);
        if (WantsJson(parsed))
        {
            foreach (var resource in board.Resources)
            {
                Context.WriteJson(resource, OperatorJson.Default.ResourceView);
            }
        }
        else
        {
            Write(board);
        }

        if (board.More)
        {
            await Context.Error.WriteLineAsync("The board has more than was read; name one --source.");
        }

        return ExitCode.Success;
    }

    private void Write(StatusBoardView board)
    {
        var grid = new Grid(new("source"), new("kind"), new("id"), new("state"), new("since", IsRigid: true), new("times", IsNumber: true), new("summary"), new("event"));
        foreach (var resource in board.Resources)
        {
            grid.Add(
                TerminalText.Id(resource.Source),
                TerminalText.Id(resource.Kind),
                TerminalText.Id(resource.Id),
                new(TerminalText.Id(resource.State), resource.IsUnhealthy ? Emphasis.Error : Emphasis.Success),
                new(TerminalText.Time(resource.ChangedAt), Emphasis.Muted),
                Quantity.Number(resource.Count),
                TerminalText.Error(resource.Summary),
                new(TerminalText.Id(resource.EventId), Emphasis.Muted));
        }

        var problems = board.Resources.Count(resource => resource.IsUnhealthy);
        Context.Screen.Table(grid);
        Context.Screen.Line(problems == 0 ? "No active problems." : $"{Quantity.Count(problems, "active problem")}.", problems == 0 ? Emphasis.Success : Emphasis.Error);
    }
}
