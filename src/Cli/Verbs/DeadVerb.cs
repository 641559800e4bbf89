using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class DeadVerb(CliContext context) : ListVerb<DeadLetterLine>(context, "dead letter", "dead letters")
{
    private readonly Argument<string?> eventId = new("EVENT-ID") { Arity = ArgumentArity.ZeroOrOne, Description = "One event, with its history." };
    private readonly Option<string?> source = CommonOptions.Source();
    private readonly DeadLetterOptions filter = new(context.Clock, "Only dead letters in which this handler failed.");

    protected override string Notes => """
        Examples:
          hook dead
          hook dead --source valara --limit 500
          hook dead --error TimeoutException --since 2h
          hook dead evt_01JXYZ --source valara          one event, with its history
          hook dead --json | jq -r .event_id
        """;

    protected override Command Describe() => new Command("dead", "Lists dead letters: events whose attempts are used up.") { eventId, source, Limit }.With(filter.All);

    protected override IReadOnlyList<Column<DeadLetterLine>> Columns { get; } =
    [
        new("dead since", item => new(TerminalText.Time(item.DeadAt), Emphasis.Muted), IsRigid: true),
        new("source", item => TerminalText.Id(item.Source), IsRigid: true),
        new("event", item => TerminalText.Id(item.EventId), IsRigid: true),
        new("type", item => TerminalText.Id(item.EventType)),
        new("attempts", item => Quantity.Count(item.Attempts, "attempt") + (item.TimesRedriven == 0 ? "" : $", redriven {Quantity.Count(item.TimesRedriven, "time")} before")),
        new("last error", item => new(TerminalText.Error(item.LastError), Emphasis.Error)),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var most = CommonOptions.Number(parsed, Limit);
        var (type, error, handler, since, before) = filter.Read(parsed);
        if (parsed.GetValue(eventId) is { } id)
        {
            return (type, error, handler, since, before) is not (null, null, null, null, null)
                ? throw new UsageException("EVENT-ID: it excludes --type, --error, --handler, --since and --before; leave them out.")
                : ShowAsync(parsed, client, parsed.GetValue(source) ?? throw new UsageException("--source: name the source of the event."), id, cancellationToken);
        }

        return ListAsync(parsed, most, async (count, after) =>
        {
            var page = await client.GetAsync<DeadLetterPage>(
                "dead-letters",
                [("source", parsed.GetValue(source)), ("type", type), ("error", error), ("handler", handler), ("since", since?.ToString("O")), ("before", before?.ToString("O")), ("limit", count), ("after", after)],
                cancellationToken);
            return (page.DeadLetters, page.Continue);
        }, () => client.SuggestAsync(type, parsed.GetValue(source), Context, cancellationToken));
    }

    private async Task<int> ShowAsync(ParseResult parsed, OperatorClient client, string source, string id, CancellationToken cancellationToken)
    {
        var view = await client.GetAsync<EventView>($"events/{Uri.EscapeDataString(source)}", [("id", id)], cancellationToken);
        Write(parsed, view, screen =>
        {
            screen.WriteSummary(view);
            screen.WriteHandlers(view);
            screen.WriteHistory(view);
        });
        return ExitCode.Success;
    }
}
