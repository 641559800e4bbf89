using Cli.Operating;
using Cli.Rendering;

namespace Cli.Verbs;

internal sealed class SearchVerb(CliContext context) : ListVerb<SearchLine>(context, "delivery", "deliveries")
{
    private readonly Argument<string> id = new("ID") { Description = "A whole id, or its beginning and *." };
    private readonly Option<string?> source = CommonOptions.Source();
    private readonly Option<string?> type = CommonOptions.Type();
    private readonly Option<string?> since = CommonOptions.Since("received");

    protected override string Notes => """
        ID is what you know of it: what it is about (a listing, a camera, a media, an endpoint), the event id, the sender's delivery id, or the
        refusal_id that a sender was answered. Case counts in event ids only. Of refused deliveries, ids are what the caller claimed.
        Which further ids are found is a setting of the source, Sources__<name>__Search.

        Examples:
          hook search k7m2x9q
          hook search 'cam_19*' --source novavms --since 2d
          hook search 019e7d98-6b82-7305-ac80-478fa6557995 --json | jq -r .line.id
          hook search 01a1fe7e1b527e82bf0b38578cbcbb23
        """;

    protected override int LargestPage => 200;

    protected override Command Describe() => new("search", "Finds events and refused deliveries by an id that you know.") { id, source, type, since, Limit };

    protected override IReadOnlyList<Column<SearchLine>> Columns { get; } =
    [
        .. LogText.Columns.Where(column => column.Name is not ("attempts" or "latency" or "reason")).Select(Of),
        new("found by", found => $"{found.By.Replace('_', ' ')} {TerminalText.Id(found.Matched)}"),
        .. LogText.Columns.Where(column => column.Name is "reason").Select(Of),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, OperatorClient client, CancellationToken cancellationToken)
    {
        var wanted = parsed.GetRequiredValue(id);
        (string, string?)[] filter = [("q", wanted), ("source", parsed.GetValue(source)), ("type", parsed.GetValue(type)), ("since", ApiTime(parsed, since))];
        return ListAsync(
            parsed,
            CommonOptions.Number(parsed, Limit),
            async (count, after) =>
            {
                var page = await client.GetAsync<SearchPage>("search", [.. filter, ("limit", count), ("after", after)], cancellationToken);
                return (page.Lines, page.Continue);
            },
            () => ExplainAsync(wanted));
    }

    private Task ExplainAsync(string wanted) => Context.Error.WriteLineAsync(
        $"Searched: event ids, subjects, delivery ids, ids of refusals{(wanted.EndsWith('*') ? "" : $"; '{TerminalText.Id(wanted)}*' finds what only begins so")}. "
        + "Events that came before this version have event ids only. For further ids in bodies, set Sources__<name>__Search=All: it holds for events that come then.");

    private static Column<SearchLine> Of(Column<LogLine> column) => new(column.Name, found => column.Of(found.Line), column.IsNumber, column.IsRigid);
}
