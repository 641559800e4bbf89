using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class RefusedVerb(CliContext context) : ListVerb<RefusedLine>(context, "refused delivery", "refused deliveries")
{
    private readonly Option<string?> source = CommonOptions.Source();
    private readonly Option<string?> since = CommonOptions.Since("received");
    private readonly Option<bool> headers = new("--headers") { Description = "Show the headers, too; headers that may hold secrets are not kept." };

    protected override string Notes => """
        Refused deliveries are kept for three days, at most 60 a minute of each source; those of unknown sources are not kept.
        `hook show` with the id at the end of a line shows the diagnosis of that delivery; its sender was answered the same id, as refusal_id.

        Examples:
          hook refused
          hook refused --source valara --headers
        """;

    protected override Command Describe() => new("refused", "Lists refused deliveries and why they were refused.") { source, since, Limit, headers };

    protected override IReadOnlyList<Column<RefusedLine>> Columns { get; } =
    [
        new("received", item => new(TerminalText.Time(item.ReceivedAt), Emphasis.Muted), IsRigid: true),
        new("source", item => TerminalText.Id(item.Source), IsRigid: true),
        new("reason", item => new(TerminalText.Id(item.Reason), Emphasis.Error)),
        new("body", item => RefusedText.Size(item)),
        new("detail", item => TerminalText.Error(item.Detail)),
        new("id", item => new(TerminalText.Id(item.Id), Emphasis.Muted), IsRigid: true),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var from = ApiTime(parsed, since);
        return ListAsync(parsed, CommonOptions.Number(parsed, Limit), async (count, after) =>
        {
            var page = await client.GetAsync<RefusedPage>(
                "refused", [("source", parsed.GetValue(source)), ("since", from), ("limit", count), ("after", after)], cancellationToken);
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
