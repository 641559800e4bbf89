using Cli.Rendering;

namespace Cli.Verbs;

// A verb that lists something page by page, the newest first.
internal abstract class ListVerb<T>(CliContext context, string one, string many) : OperatorVerb(context)
{
    protected Option<int> Limit { get; } = CommonOptions.Limit();

    protected delegate Task<(IReadOnlyList<T> Items, string? Continue)> PageReader(string limit, string? after);

    protected virtual int LargestPage => 1000;

    protected virtual string HowToGetMore => "see --limit";

    protected abstract IReadOnlyList<Column<T>> Columns { get; }

    protected async Task<int> ListAsync(ParseResult parsed, int most, PageReader read, Func<Task>? whenNone = null)
    {
        var (shown, after) = (0, (string?)null);
        do
        {
            var (items, next) = await read($"{Math.Min(LargestPage, most - shown)}", after);
            WritePage(parsed, items);
            (shown, after) = (shown + items.Count, next);
        }
        while (after is not null && shown < most);

        if (!WantsJson(parsed))
        {
            Context.Screen.Line(after is not null ? $"The newest {shown}; there are more, {HowToGetMore}." : $"{Quantity.Count(shown, one, many)}.");
        }

        if (shown == 0 && whenNone is not null)
        {
            await whenNone();
        }

        return ExitCode.Success;
    }

    protected virtual void WriteRows(ParseResult parsed, IReadOnlyList<T> items) => Context.Screen.Rows(Grid.Of(Columns, items));

    private void WritePage(ParseResult parsed, IReadOnlyList<T> items)
    {
        if (!WantsJson(parsed))
        {
            WriteRows(parsed, items);
            return;
        }

        foreach (var item in items)
        {
            Context.WriteJson(item);
        }
    }
}
