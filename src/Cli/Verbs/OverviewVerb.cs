using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class OverviewVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Option<string> span = new("--span") { HelpName = "SPAN", Description = "Over the last hour, day or week.", DefaultValueFactory = _ => "hour" };
    private readonly Option<string?> source = CommonOptions.Source();

    protected override string Notes => """
        "latency" is the processing latency, from arrival to Processed; "overdue" is how long the oldest waiting event has been due; clock
        skew is the receiver's clock minus the sender's. Exit code 0 means that the receiver answered, not that all is healthy: see
        `hook status --unhealthy`.

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
        var view = await client.GetAsync<OverviewView>("overview", [("span", parsed.GetValue(span))], cancellationToken);
        var only = parsed.GetValue(source);
        var sources = view.Sources.Where(known => only is null || known.Source.Equals(only, StringComparison.OrdinalIgnoreCase)).ToList();
        if (only is not null && sources.Count == 0)
        {
            throw new ReceiverException(SourcesView.Unknown(only, view.Sources.Select(known => known.Source)));
        }

        if (WantsJson(parsed))
        {
            sources.ForEach(known => Context.WriteJson(known));
            return ExitCode.Success;
        }

        var screen = Context.Screen;
        screen.Line($"The last {view.Span}, until {TerminalText.Time(view.At)}");
        screen.Table(Grid.Of(OverviewText.Counts, sources));
        if (!screen.IsTerminal)
        {
            screen.Line();
        }

        screen.Table(Grid.Of(OverviewText.Health, sources));
        screen.WriteDeadLetters(sources);
        screen.WritePaused(view.PausedHandlers);
        sources.ForEach(screen.WriteRemarks);
        return ExitCode.Success;
    }
}
