using Webhooks.Status;

namespace Webhooks.Operating;

/// <summary>Unhealthy resources first. Of a very large board, the rows that were read first.</summary>
public sealed class BoardReader(IStatusBoard board, TimeProvider clock)
{
    private const int MostRows = 5_000;

    /// <summary>With <paramref name="unhealthy" />, only unhealthy resources, or only healthy ones.</summary>
    public async Task<StatusBoardView> ReadAsync(string? source, bool? unhealthy, int limit, CancellationToken cancellationToken)
    {
        var failing = unhealthy == false ? [] : await board.ListAsync(source, onlyUnhealthy: true, cancellationToken).Take(MostRows + 1).ToListAsync(cancellationToken);
        var all = unhealthy == true || failing.Count > limit ? [] : await board.ListAsync(source, onlyUnhealthy: false, cancellationToken).Take(MostRows + 1).ToListAsync(cancellationToken);
        List<StatusRow> rows = [.. Sorted(failing), .. Sorted(all.Where(row => !row.Latest.IsUnhealthy))];
        return new StatusBoardView(
            clock.GetUtcNow(), [.. rows.Take(limit).Select(ResourceView.Of)], rows.Count > limit || failing.Count > MostRows || all.Count > MostRows);
    }

    private static IEnumerable<StatusRow> Sorted(IEnumerable<StatusRow> rows) =>
        rows.OrderByDescending(row => row.LastChanged).ThenBy(row => row.Latest.Kind, StringComparer.Ordinal).ThenBy(row => row.Latest.Id, StringComparer.Ordinal);
}
