using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class EventsVerb(CliContext context) : ListVerb<LogLine>(context, "delivery", "deliveries")
{
    private readonly Option<string?> source = CommonOptions.Source();
    private readonly Option<string?> type = CommonOptions.Type();
    private readonly Option<string?> status = CommonOptions.Status();
    private readonly Option<string?> since = CommonOptions.Since("received");
    private readonly Option<string?> before = CommonOptions.Before("received");
    private readonly Option<string?> text = new("--text") { HelpName = "TEXT", Description = "Only those with this text in their event id or delivery id." };
    private readonly Option<bool> breaches = CommonOptions.Breaches();
    private readonly Option<bool> all = new("--all") { Description = "All of them, page after page, instead of --limit." };

    protected override string Notes => """
        Refused deliveries are listed among the events, with the reason code of the refusal; `hook show ID` shows the diagnosis.
        A filter with few matches reads far back; Ctrl+C stops it. `hook search` finds ids without reading the log.

        Examples:
          hook events
          hook events --source valara --status DeadLettered --since 2h
          hook events --text 01JXYZ
          hook events --source valara --breaches
          hook events --all --since 7d --json > week.jsonl
        """;

    protected override int LargestPage => 500;

    protected override string HowToGetMore => "see --limit and --all";

    protected override Command Describe() => new("events", "Lists what arrived and what became of it, newest first.") { source, type, status, breaches, since, before, text, Limit, all };

    protected override IReadOnlyList<Column<LogLine>> Columns => LogText.Columns;

    protected override Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var wantsAll = parsed.GetValue(all);
        if (wantsAll && parsed.GetResult(Limit) is { Implicit: false })
        {
            throw new UsageException("--all: it excludes --limit; leave one of them out.");
        }

        (string, string?)[] filter =
        [
            ("source", parsed.GetValue(source)), ("type", parsed.GetValue(type)), ("status", parsed.GetValue(status)), ("text", parsed.GetValue(text)),
            ("breaches", CommonOptions.Flag(parsed, breaches)), ("since", ApiTime(parsed, since)), ("before", ApiTime(parsed, before)),
        ];
        var read = 0;
        return ProgressBar.RunAsync(Context, "reading the log", null, writesOutput: true, report => ListAsync(
            parsed,
            wantsAll ? int.MaxValue : CommonOptions.Number(parsed, Limit),
            async (count, after) =>
            {
                var page = await client.GetAsync<LogPage>("log", [.. filter, ("limit", count), ("after", after)], cancellationToken);
                read += page.Lines.Count;
                report(read, $"{read} read, back to {TerminalText.Time(page.SearchedTo ?? (page.Lines is [.., var last] ? last.ReceivedAt : null))}");
                return (page.Lines, page.Continue);
            },
            () => client.SuggestAsync(parsed.GetValue(type), parsed.GetValue(source), Context, cancellationToken)));
    }
}
