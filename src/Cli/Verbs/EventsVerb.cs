using System.CommandLine;
using Cli.Operating;
using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook events</c>: the delivery log.</summary>
internal sealed class EventsVerb(CliContext context) : OperatorVerb(context)
{
    // As many as the API gives at once.
    private const int MostPerPage = 500;

    private readonly Option<string?> source = Filters.Source();
    private readonly Option<string?> type = new("--type") { HelpName = "EVENT-TYPE", Description = "Only this type of event." };
    private readonly Option<string?> status = Filters.Status();
    private readonly Option<string?> since = Filters.Since("arrived");
    private readonly Option<string?> before = Filters.Before("arrived");
    private readonly Option<string?> text = new("--text") { HelpName = "TEXT", Description = "Only those with this text in their event id or delivery id." };
    private readonly Option<int> limit = Filters.Limit();
    private readonly Option<bool> all = new("--all") { Description = "All of them, page after page, instead of --limit." };

    protected override string Notes => """
        Refused deliveries stand among the events, with the code of the refusal as their reason; `hook show ID` says what is wrong.
        A filter that little fits reads far back; Ctrl+C stops it.

        Examples:
          hook events
          hook events --source valara --status DeadLettered --since 2h
          hook events --text 01JXYZ
          hook events --all --since 7d --json > week.jsonl
        """;

    protected override Command Describe() => new("events", "Lists what arrived and what became of it, newest first.") { source, type, status, since, before, text, limit, all };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var everything = parsed.GetValue(all);
        if (everything && parsed.GetResult(limit) is { Implicit: false })
        {
            throw new UnusableArgumentException("--all: it means without a limit; leave --limit or --all out.");
        }

        var most = everything ? int.MaxValue : Filters.Limit(parsed, limit);
        (string, string?)[] filter =
        [
            ("source", parsed.GetValue(source)), ("type", parsed.GetValue(type)), ("status", parsed.GetValue(status)), ("text", parsed.GetValue(text)),
            ("since", Filters.Text(parsed, since, Around.Clock)), ("before", Filters.Text(parsed, before, Around.Clock)),
        ];
        var read = 0;
        var (shown, more) = await Steps.ShowAsync(Around, "reading the log", null, writes: true, tell => Pages.ReadAsync(
            most,
            async (count, after) =>
            {
                var page = await client.GetAsync("log", [.. filter, ("limit", count), ("after", after)], OperatorJson.Default.LogPage, cancellationToken);
                read += page.Lines.Count;
                tell(read, $"{read} read, back to {TerminalText.Time(page.SearchedTo ?? (page.Lines is [.., var last] ? last.ReceivedAt : null))}");
                return (page.Lines, page.Continue);
            },
            page => Write(page, WantsJson(parsed)),
            MostPerPage));
        if (!WantsJson(parsed))
        {
            Around.Screen.Line(more ? $"The newest {shown}; there are more, see --limit and --all." : $"{TerminalText.Count(shown, "delivery", "deliveries")}.");
        }

        return Hook.Good;
    }

    private void Write(IReadOnlyList<LogLine> page, bool json)
    {
        var grid = LogText.Columns();
        foreach (var line in page)
        {
            if (json)
            {
                Around.Json(line, OperatorJson.Default.LogLine);
            }
            else
            {
                LogText.Add(grid, line);
            }
        }

        Around.Screen.Rows(grid);
    }
}
