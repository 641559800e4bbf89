using System.CommandLine;
using Cli.Operating;
using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook dead</c>: lists dead letters, or shows one event with its history.</summary>
internal sealed class DeadVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Argument<string?> eventId = new("EVENT-ID") { Arity = ArgumentArity.ZeroOrOne, Description = "One event, with its history." };
    private readonly Option<string?> source = Filters.Source();
    private readonly Option<int> limit = Filters.Limit();

    protected override string Notes => """
        Examples:
          hook dead
          hook dead --source valara --limit 500
          hook dead evt_01JXYZ --source valara          one event, with all that was tried
          hook dead --json | jq -r .event_id
        """;

    protected override Command Describe() => new("dead", "Lists dead letters: events whose attempts are used up.") { eventId, source, limit };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var most = Filters.Limit(parsed, limit);
        return parsed.GetValue(eventId) is { } id
            ? await ShowAsync(parsed, client, parsed.GetValue(source) ?? throw new UnusableArgumentException("--source: an event id belongs to a source; name it."), id, cancellationToken)
            : await ListAsync(parsed, client, most, cancellationToken);
    }

    private async Task<int> ListAsync(ParseResult parsed, OperatorClient client, int most, CancellationToken cancellationToken)
    {
        var (shown, more) = await Pages.ReadAsync(
            most,
            async (count, after) =>
            {
                var page = await client.GetAsync(
                    "dead-letters", [("source", parsed.GetValue(source)), ("limit", count), ("after", after)], OperatorJson.Default.DeadLetterPage, cancellationToken);
                return (page.DeadLetters, page.Continue);
            },
            dead => Write(dead, WantsJson(parsed)));
        if (!WantsJson(parsed))
        {
            Around.Screen.Line(more ? $"The newest {shown}; there are more, see --limit." : $"{TerminalText.Count(shown, "dead letter")}.");
        }

        return Hook.Good;
    }

    private void Write(IReadOnlyList<DeadLetterLine> letters, bool json)
    {
        var grid = new Grid(new("dead since", IsRigid: true), new("source"), new("event"), new("type"), new("attempts"), new("last error"));
        foreach (var dead in letters)
        {
            if (json)
            {
                Around.Json(dead, OperatorJson.Default.DeadLetterLine);
                continue;
            }

            var again = dead.TimesRedriven == 0 ? "" : $", redriven {TerminalText.Count(dead.TimesRedriven, "time")} before";
            grid.Add(
                new(TerminalText.Time(dead.DeadAt), Look.Quiet),
                TerminalText.Id(dead.Source),
                TerminalText.Id(dead.EventId),
                TerminalText.Id(dead.EventType),
                TerminalText.Count(dead.Attempts, "attempt") + again,
                new(TerminalText.Error(dead.LastError), Look.Wrong));
        }

        Around.Screen.Rows(grid);
    }

    private async Task<int> ShowAsync(ParseResult parsed, OperatorClient client, string of, string id, CancellationToken cancellationToken)
    {
        var found = await client.GetAsync($"events/{Uri.EscapeDataString(of)}", [("id", id)], OperatorJson.Default.EventView, cancellationToken);
        if (WantsJson(parsed))
        {
            Around.Json(found, OperatorJson.Default.EventView);
        }
        else
        {
            EventText.Head(Around.Screen, found);
            EventText.History(Around.Screen, found);
        }

        return Hook.Good;
    }
}
