using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Rotating;

namespace Webhooks.Storage.Counting;

/// <summary>One row per source, all in one partition, so that the sweep reads them at once.</summary>
internal sealed class TableRefusedSignatureLedger(PreparedStorage prepared, StorageConnection storage) : IRefusedSignatureLedger
{
    private const int MostTries = 20;
    private const string Times = "Times";
    private const string NotifiedAt = "NotifiedAt";

    // No retries by the SDK: the retry of a write that landed would look like another instance's.
    private readonly LedgerTable table = new(prepared, storage.Table(StorageNames.LedgerTable, retries: 0));

    public async Task AddAsync(string source, IReadOnlyList<DateTimeOffset> times, CancellationToken cancellationToken)
    {
        for (var tried = 0; tried < MostTries; tried++)
        {
            var row = await table.FindAsync(LedgerKeys.RefusedSignatures, source, cancellationToken);
            if (await ReplaceAsync((row is null ? new(source, []) : Read(row)).With(times), cancellationToken))
            {
                return;
            }
        }

        throw new LedgerUnavailableException("Too many instances write down the refused signatures of one source at once.");
    }

    public async Task<IReadOnlyList<RefusedSignatureRecord>> ListAsync(CancellationToken cancellationToken) =>
        await table.ScanAsync(LedgerKeys.RefusedSignatures, "", "~", cancellationToken).Select(Read).ToListAsync(cancellationToken);

    public async Task<bool> ReplaceAsync(RefusedSignatureRecord record, CancellationToken cancellationToken)
    {
        var row = new TableEntity(LedgerKeys.RefusedSignatures, record.Source)
        {
            [Times] = string.Join(' ', record.Times.Select(time => time.UtcTicks.ToString(CultureInfo.InvariantCulture))),
            [NotifiedAt] = record.NotifiedAt,
        };
        TableTransactionAction action = record switch
        {
            { Version: null } => new(TableTransactionActionType.Add, row),
            { Times.Count: 0, NotifiedAt: null } => new(TableTransactionActionType.Delete, row, new ETag(record.Version)),
            _ => new(TableTransactionActionType.UpdateReplace, row, new ETag(record.Version)),
        };
        var (done, _) = await table.SubmitAsync([action], cancellationToken);
        return done is not null;
    }

    private static RefusedSignatureRecord Read(TableEntity row) => new(
        row.RowKey,
        [.. row.GetString(Times).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ticks => new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero))])
    {
        NotifiedAt = row.GetDateTimeOffset(NotifiedAt),
        Version = row.ETag.ToString(),
    };
}
