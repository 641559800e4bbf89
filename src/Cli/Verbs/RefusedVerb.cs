using System.CommandLine;
using Cli.Operating;
using Cli.Rendering;
using Webhooks.Operating;

namespace Cli.Verbs;

internal sealed class RefusedVerb(CliContext context) : ListVerb<RefusedLine>(context, OperatorJson.Default.RefusedLine, "refused delivery", "refused deliveries")
{
    private readonly Option<string?> source = CommonOptions.Source();
    private readonly Option<string?> since = CommonOptions.Since("received");
    private readonly Option<bool> headers = new("--headers") { Description = "Show the headers, too; headers that may hold secrets are not kept." };

    protected override string Notes => """
        Refused deliveries are kept for three days, at most 60 a minute of each source; those of unknown sources are not kept.
        `hook show` with the id at the end of a line shows the diagnosis of that delivery.

        Examples:
          hook refused
          hook refused --source valara --headers
        """;

    protected override Command Describe() => new("refused", "Lists refused deliveries and why they were refused.") { source, since, Limit, headers };

    protected override Grid Columns() => new(new("received", IsRigid: true), new("source"), new("reason"), new("body"), new("detail"), new("id"));

    protected override Cell[] Cells(RefusedLine item) =>
    [
        new(TerminalText.Time(item.ReceivedAt), Emphasis.Muted),
        TerminalText.Id(item.Source),
        new(TerminalText.Id(item.Reason), Emphasis.Error),
        RefusedText.Size(item),
        TerminalText.Error(item.Detail),
        new(TerminalText.Id(item.Id), Emphasis.Muted),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var from = ApiTime(parsed, since);
        return ListAsync(parsed, CommonOptions.Number(parsed, Limit), async (count, after) =>
        {
            var page = await client.GetAsync(
                "refused", [("source", parsed.GetValue(source)), ("since", from), ("limit", count), ("after", after)], OperatorJson.Default.RefusedPage, cancellationToken);
            return (page.Refused, page.Continue);
        });
    }

    protected override void WriteRows(ParseResult parsed, IReadOnlyList<RefusedLine> items)
    {
        if (!parsed.GetValue(headers))
        {
            base.WriteRows(parsed, items);
            return;
        }

        foreach (var item in items)
        {
            base.WriteRows(parsed, [item]);
            foreach (var (name, value) in item.Headers)
            {
                Context.Screen.Line($"    {TerminalText.Id(name)}: {TerminalText.Error(value)}");
            }
        }
    }
}
