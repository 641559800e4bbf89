using System.CommandLine;
using Cli.Operating;
using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook overview</c>: what arrived and what became of it, per source.</summary>
internal sealed class OverviewVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Option<string> span = new("--span") { HelpName = "SPAN", Description = "Over the last hour, day or week.", DefaultValueFactory = _ => "hour" };
    private readonly Option<string?> source = Filters.Source();

    protected override string Notes => """
        "lag" is the time from arrival to Processed, "late" how long the oldest waiting event has been due. Clock skew is this clock
        minus the sender's. Exit code 0 says that the receiver answered, not that all is well: `hook status --wrong` tells that.

        Examples:
          hook overview
          hook overview --span week --source valara
          hook overview --span day --json | jq -r 'select(.backlog.dead > 0) | .source'
        """;

    protected override Command Describe()
    {
        span.AcceptOnlyFromAmong("hour", "day", "week");
        return new("overview", "Shows what arrived and what became of it, per source.") { span, source };
    }

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var view = await client.GetAsync("overview", [("span", parsed.GetValue(span))], OperatorJson.Default.OverviewView, cancellationToken);
        var only = parsed.GetValue(source);
        var sources = view.Sources.Where(known => only is null || known.Source == only).ToList();
        if (only is not null && sources.Count == 0)
        {
            throw new UnansweredException($"There is no source '{TerminalText.Id(only)}' here; there are {string.Join(", ", view.Sources.Select(known => TerminalText.Id(known.Source)))}.");
        }

        if (WantsJson(parsed))
        {
            sources.ForEach(known => Around.Json(known, OperatorJson.Default.SourceOverview));
            return Hook.Good;
        }

        Around.Screen.Line($"The last {view.Span}, until {TerminalText.Time(view.At)}");
        Around.Screen.Table(OverviewText.Counts(sources));
        if (!Around.Screen.IsTerminal)
        {
            Around.Screen.Line();
        }

        Around.Screen.Table(OverviewText.Health(sources));
        OverviewText.Remarks(Around.Screen, sources);
        return Hook.Good;
    }
}
