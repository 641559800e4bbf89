using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class StatusVerb(CliContext context) : OperatorVerb(context)
{
    // The largest page of the API.
    private const string Limit = "1000";
    private const int LongestDetails = 600;

    private static readonly Column<ResourceView>[] Columns =
    [
        new("source", resource => TerminalText.Id(resource.Source), IsRigid: true),
        new("kind", resource => TerminalText.Id(resource.Kind)),
        new("id", resource => TerminalText.Id(resource.Id), IsRigid: true),
        new("state", resource => new(TerminalText.Id(resource.State), resource.IsUnhealthy ? Emphasis.Error : Emphasis.Success)),
        new("since", resource => new(TerminalText.Time(resource.ChangedAt), Emphasis.Muted), IsRigid: true),
        new("times", resource => Quantity.Number(resource.Count), IsNumber: true),
        new("summary", resource => TerminalText.Error(resource.Summary)),
        new("details", resource => TerminalText.Sanitize(string.Join(", ", resource.Details.Select(detail => $"{detail.Key} {detail.Value}")), LongestDetails)),
        new("event", resource => new(TerminalText.Id(resource.EventId), Emphasis.Muted), IsRigid: true),
    ];

    private readonly Option<bool> unhealthy = new("--unhealthy") { Description = "Only active problems." };
    private readonly Option<string?> source = CommonOptions.Source();

    protected override string Notes => """
        Active problems come first, then the latest changes. The last column is the event that reported the state, for `hook show`.

        Examples:
          hook status --unhealthy
          hook status --source novavms
          hook status clear camera cam_7 --source novavms --why "it records again"
          hook status remove novavms camera/cam_7 --why "camera was removed"
          hook status --unhealthy --json | jq -r .summary
        """;

    protected override Command Describe() => new("status", "Shows the latest known state of each resource that senders report.") { unhealthy, source, new StatusClearVerb(Context).Create(), new StatusRemoveVerb(Context).Create() };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var board = await client.GetAsync<StatusBoardView>(
            "status", [("source", parsed.GetValue(source)), ("unhealthy", parsed.GetValue(unhealthy) ? "true" : null), ("limit", Limit)], cancellationToken);
        if (WantsJson(parsed))
        {
            foreach (var resource in board.Resources)
            {
                Context.WriteJson(resource);
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
        var problems = board.Resources.Count(resource => resource.IsUnhealthy);
        Context.Screen.Table(Grid.Of(Columns, board.Resources));
        Context.Screen.Line(problems == 0 ? "No active problems." : $"{Quantity.Count(problems, "active problem")}.", problems == 0 ? Emphasis.Success : Emphasis.Error);
    }
}
