namespace Cli.Operating;

/// <summary>Reads a list page by page.</summary>
internal static class Pages
{
    private const int MostPerPage = 1000;

    /// <param name="most">At most so many items.</param>
    /// <param name="ask">Asks for a page: how many, and after which.</param>
    /// <param name="show">Shows a page.</param>
    /// <param name="perPage">The most items that the API gives at once.</param>
    /// <returns>How many were shown, and whether there are more.</returns>
    public static async Task<(int TerminalText, bool More)> ReadAsync<T>(
        int most, Func<string, string?, Task<(IReadOnlyList<T> Items, string? Continue)>> ask, Action<IReadOnlyList<T>> show, int perPage = MostPerPage)
    {
        var (shown, after) = (0, (string?)null);
        do
        {
            var (items, next) = await ask($"{Math.Min(perPage, most - shown)}", after);
            show(items);
            (shown, after) = (shown + items.Count, next);
        }
        while (after is not null && shown < most);

        return (shown, after is not null);
    }
}
