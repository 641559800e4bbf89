using System.CommandLine;
using Cli.Operating;
using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook status</c>: the status board.</summary>
internal sealed class StatusVerb(CliContext context) : OperatorVerb(context)
{
    // As many as the API gives at once.
    private const string MostThings = "1000";

    private readonly Option<bool> wrong = new("--wrong") { Description = "Only what is wrong." };
    private readonly Option<string?> source = Filters.Source();

    protected override string Notes => """
        What is wrong comes first, then the latest change. The last column is the event that said so, for `hook show`.

        Examples:
          hook status --wrong
          hook status --source novavms
          hook status clear camera cam_7 --source novavms --why "taken down"
          hook status --wrong --json | jq -r .summary
        """;

    protected override Command Describe() => new("status", "Shows the latest known state of each thing that the senders talk about.") { wrong, source, new StatusClearVerb(Around).Create() };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var board = await client.GetAsync("status", [("source", parsed.GetValue(source)), ("wrong", parsed.GetValue(wrong) ? "true" : null), ("limit", MostThings)], OperatorJson.Default.StatusBoardView, cancellationToken);
        var grid = new Grid(new("source"), new("kind"), new("id"), new("state"), new("since", IsRigid: true), new("times", IsNumber: true), new("summary"), new("event"));
        foreach (var thing in board.Things)
        {
            if (WantsJson(parsed))
            {
                Around.Json(thing, OperatorJson.Default.ThingView);
                continue;
            }

            grid.Add(
                TerminalText.Id(thing.Source),
                TerminalText.Id(thing.Kind),
                TerminalText.Id(thing.Id),
                new(TerminalText.Id(thing.State), thing.IsUnhealthy ? Look.Wrong : Look.Good),
                new(TerminalText.Time(thing.ChangedAt), Look.Quiet),
                TerminalText.Number(thing.Count),
                TerminalText.Error(thing.Summary),
                new(TerminalText.Id(thing.EventId), Look.Quiet));
        }

        if (!WantsJson(parsed))
        {
            var count = board.Things.Count(thing => thing.IsUnhealthy);
            Around.Screen.Table(grid);
            Around.Screen.Line(count == 0 ? "Nothing is wrong." : $"{TerminalText.Count(count, "thing is", "things are")} wrong.", count == 0 ? Look.Good : Look.Wrong);
        }

        if (board.More)
        {
            await Around.Error.WriteLineAsync("There is more on the board than was read; name one --source.");
        }

        return Hook.Good;
    }
}
