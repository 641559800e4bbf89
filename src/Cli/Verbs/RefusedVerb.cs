using System.CommandLine;
using Cli.Operating;
using Cli.Showing;
using Webhooks.Operating;

namespace Cli.Verbs;

/// <summary><c>hook refused</c>: lists what was refused, and why.</summary>
internal sealed class RefusedVerb(CliContext context) : OperatorVerb(context)
{
    private readonly Option<string?> source = Filters.Source();
    private readonly Option<string?> since = Filters.Since("arrived");
    private readonly Option<int> limit = Filters.Limit();
    private readonly Option<bool> headers = new("--headers") { Description = "Show the headers, too; those that may be secret were never kept." };

    protected override string Notes => """
        Refused deliveries are kept for three days, at most 60 a minute of each source; those of unknown sources are not kept.
        The id at the end of a line is for `hook show`, which says what is wrong with that delivery.

        Examples:
          hook refused
          hook refused --source valara --headers
        """;

    protected override Command Describe() => new("refused", "Lists refused deliveries and why they were refused.") { source, since, limit, headers };

    protected override async Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var from = Filters.Text(parsed, since, Around.Clock);
        var (shown, more) = await Pages.ReadAsync(
            Filters.Limit(parsed, limit),
            async (count, after) =>
            {
                var page = await client.GetAsync(
                    "refused", [("source", parsed.GetValue(source)), ("since", from), ("limit", count), ("after", after)], OperatorJson.Default.RefusedPage, cancellationToken);
                return (page.Refused, page.Continue);
            },
            page => Write(page, parsed));
        if (!WantsJson(parsed))
        {
            Around.Screen.Line(more ? $"The newest {shown}; there are more, see --limit." : $"{TerminalText.Count(shown, "refused delivery", "refused deliveries")}.");
        }

        return Hook.Good;
    }

    private void Write(IReadOnlyList<RefusedLine> page, ParseResult parsed)
    {
        var grid = Columns();
        foreach (var refused in page)
        {
            if (WantsJson(parsed))
            {
                Around.Json(refused, OperatorJson.Default.RefusedLine);
                continue;
            }

            Add(grid, refused);
            if (parsed.GetValue(headers))
            {
                Around.Screen.Rows(grid);
                grid = Columns();
                foreach (var (name, value) in refused.Headers)
                {
                    Around.Screen.Line($"    {TerminalText.Id(name)}: {TerminalText.Error(value)}");
                }
            }
        }

        Around.Screen.Rows(grid);
    }

    private static Grid Columns() => new(new("arrived", IsRigid: true), new("source"), new("reason"), new("body"), new("detail"), new("id"));

    private static void Add(Grid grid, RefusedLine refused)
    {
        var size = refused.Size is { } bytes ? $"{bytes} bytes" : "size unknown";
        grid.Add(
            new(TerminalText.Time(refused.ReceivedAt), Look.Quiet),
            TerminalText.Id(refused.Source),
            new(TerminalText.Id(refused.Reason), Look.Wrong),
            size + (refused.BodyIsWhole ? "" : ", body not kept whole"),
            TerminalText.Error(refused.Detail),
            new(TerminalText.Id(refused.Id), Look.Quiet));
    }
}
