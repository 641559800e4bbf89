using Azure;
using Azure.Data.Tables;
using Webhooks.Status;

namespace Webhooks.Storage.Status;

/// <summary>Looks at the resources that <see cref="StatusPointer" /> lists as due.</summary>
internal sealed class TableStatusExpiry(IStatusBoard board, PreparedStorage prepared, StorageConnection storage) : IStatusExpiry
{
    private readonly LedgerTable table = new(prepared, storage.Table(StorageNames.StatusTable, retries: 3));
    private readonly StatusListing listing = new(prepared, storage);

    public async Task<StatusExpired> ExpireAsync(string source, StatusOptions options, DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        await listing.ListOldAsync(source, most, cancellationToken);
        var ended = await VisitAsync(source, StatusPointer.Ending, now, most, (row, end) => EndAsync(row, end, now, cancellationToken), cancellationToken);
        var gone = await VisitAsync(source, StatusPointer.Gone, now - options.GoneRetention, most, (row, _) => board.RemoveAsync(row, cancellationToken), cancellationToken);
        var old = await VisitAsync(source, StatusPointer.Reported, now - options.Retention, most, (row, _) => board.RemoveAsync(row, cancellationToken), cancellationToken);
        return new StatusExpired(ended, gone + old);
    }

    // What was reported since it was listed is listed again, by its new time.
    private async Task<int> VisitAsync(
        string source, string list, DateTimeOffset due, int most, Func<StatusRow, DateTimeOffset, Task<bool>> act, CancellationToken cancellationToken)
    {
        var (visited, done) = (0, 0);
        await foreach (var pointer in table.ScanAsync(source, list, list + LedgerKeys.Ticks(due.AddTicks(1)), cancellationToken))
        {
            var row = await board.FindAsync(source, pointer.GetString("Kind"), pointer.GetString("Id"), cancellationToken);
            var at = row is null ? null : StatusPointer.TimeOf(list, row);
            if (at <= due)
            {
                done += await act(row!, at.Value) ? 1 : 0;
            }
            else if (at is not null)
            {
                await table.PutAsync(StatusPointer.Of(list, at.Value, row!), cancellationToken);
            }

            await table.SubmitAsync([new(TableTransactionActionType.Delete, pointer, ETag.All)], cancellationToken);
            if (++visited == most)
            {
                break;
            }
        }

        return done;
    }

    // At the time of the report before it, so that whatever happened later wins, however late it arrives.
    private async Task<bool> EndAsync(StatusRow row, DateTimeOffset end, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ended = row.Latest with
        {
            State = row.Latest.Ends!.State,
            Summary = row.Latest.Ends.Summary,
            IsGone = row.Latest.Ends.IsGone,
            IsUnhealthy = false,
            Rank = row.Latest.Rank + 1,
            Ends = null,
        };
        return (await board.ApplyAsync(row.Source, ended, row.LastEventId, now, cancellationToken)).Applied;
    }
}
