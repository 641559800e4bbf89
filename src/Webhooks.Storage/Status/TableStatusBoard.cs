using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Status;

namespace Webhooks.Storage.Status;

/// <summary>The status board in its table. Whoever comes second reads again and decides again.</summary>
internal sealed class TableStatusBoard(PreparedStorage prepared, StorageConnection storage, SourceCatalog sources) : IStatusBoard
{
    private const int MostTries = 10;

    private readonly LedgerTable table = new(prepared, storage.Table(StorageNames.StatusTable, retries: 3));

    public async Task<StatusOutcome> ApplyAsync(string source, StatusChange change, string eventId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var found = await FindEntityAsync(source, change.Kind, change.Id, cancellationToken);
            var known = found is null ? null : StatusEntity.Read(found);
            if (known?.LastEventId == eventId && known.Latest.State == change.State)
            {
                return new StatusOutcome(true, StatusEntity.WasUnhealthy(found!), known.Count, known.Since, known.Latest.Details);
            }

            var wasUnhealthy = known?.Latest.IsUnhealthy ?? false;
            if (StatusRules.Apply(known, source, change, eventId, now) is not { } row)
            {
                return new StatusOutcome(false, wasUnhealthy, known?.Count ?? 0, known?.Since ?? change.At, known?.Latest.Details ?? change.Details);
            }

            if (await WriteAsync(found, known, row, wasUnhealthy, cancellationToken))
            {
                return new StatusOutcome(true, wasUnhealthy, row.Count, row.Since, row.Latest.Details);
            }
        }

        throw new LedgerUnavailableException($"The status of {change.Kind} changed under {MostTries} tries to write it.");
    }

    public async Task<StatusRow?> FindAsync(string source, string kind, string id, CancellationToken cancellationToken) =>
        await FindEntityAsync(source, kind, id, cancellationToken) is { } row ? StatusEntity.Read(row) : null;

    public async IAsyncEnumerable<StatusRow> ListAsync(string? source, bool onlyUnhealthy, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in source is null ? sources.All.Select(known => known.Name) : [source])
        {
            var prefix = onlyUnhealthy ? StatusEntity.Wrong : StatusEntity.Things;
            await foreach (var row in table.ScanAsync(name, prefix, prefix[..1] + "}", cancellationToken))
            {
                yield return StatusEntity.Read(row);
            }
        }
    }

    public async Task<bool> RemoveAsync(StatusRow row, CancellationToken cancellationToken)
    {
        var (kind, id) = (row.Latest.Kind, row.Latest.Id);
        List<TableTransactionAction> actions = [Deletion(row.Source, StatusEntity.RowOf(StatusEntity.Things, kind, id), new ETag(row.Version))];
        if (row.Latest.IsUnhealthy)
        {
            actions.Add(Deletion(row.Source, StatusEntity.RowOf(StatusEntity.Wrong, kind, id), ETag.All));
        }

        var (done, _) = await table.SubmitAsync(actions, cancellationToken);
        return done is not null;
    }

    private Task<TableEntity?> FindEntityAsync(string source, string kind, string id, CancellationToken cancellationToken) =>
        table.FindAsync(source, StatusEntity.RowOf(StatusEntity.Things, kind, id), cancellationToken);

    private async Task<bool> WriteAsync(TableEntity? found, StatusRow? known, StatusRow row, bool wasUnhealthy, CancellationToken cancellationToken)
    {
        var thing = StatusEntity.Write(row, wasUnhealthy);
        var wrong = StatusEntity.Write(row, wasUnhealthy);
        wrong.RowKey = StatusEntity.RowOf(StatusEntity.Wrong, row.Latest.Kind, row.Latest.Id);

        List<TableTransactionAction> actions =
        [
            found is null
                ? new(TableTransactionActionType.Add, thing)
                : new(TableTransactionActionType.UpdateReplace, thing, found.ETag),
        ];
        if (row.Latest.IsUnhealthy)
        {
            actions.Add(new(TableTransactionActionType.UpsertReplace, wrong));
        }
        else if (wasUnhealthy)
        {
            actions.Add(Deletion(wrong.PartitionKey, wrong.RowKey, ETag.All));
        }

        actions.AddRange(StatusPointer.For(row, known, isListed: found?.ContainsKey(StatusEntity.Reported) ?? false)
            .Select(pointer => new TableTransactionAction(TableTransactionActionType.UpsertReplace, pointer)));

        var (done, _) = await table.SubmitAsync(actions, cancellationToken);
        return done is not null;
    }

    private static TableTransactionAction Deletion(string partition, string row, ETag version) =>
        new(TableTransactionActionType.Delete, new TableEntity(partition, row), version);
}
