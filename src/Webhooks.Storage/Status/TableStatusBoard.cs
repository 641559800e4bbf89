using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Webhooks.Events;
using Webhooks.Status;

namespace Webhooks.Storage.Status;

/// <summary>
/// The status board in its table. A change is written to what is known without reading it first, and a resource that is likely to be new is
/// added; whoever comes second reads and decides again. What changes nothing is decided by what was read.
/// </summary>
internal sealed class TableStatusBoard(PreparedStorage prepared, StorageConnection storage, SourceCatalog sources, TimeProvider clock, Random random) : IStatusBoard
{
    private const int MostTries = 20;
    private const int LongestPause = 200;

    // One change of a resource at a time in this process: side by side, all but the first would lose. Some share a turn with others.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    private readonly RecentThings recent = new();
    private readonly LedgerTable table = new(prepared, storage.Table(StorageNames.StatusTable, retries: 3));

    public async Task<StatusOutcome> ApplyAsync(string source, StatusChange change, string eventId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var turn = turns[(uint)(source, change.Kind, change.Id).GetHashCode() % turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await ApplyInTurnAsync(source, change, eventId, now, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<StatusOutcome> ApplyInTurnAsync(string source, StatusChange change, string eventId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var guess = recent.Find(source, change.Kind, change.Id);
        if ((guess is not null || recent.IsLikelyNew(source, change.Kind))
            && Next(guess, source, change, eventId, now) is { } likely
            && await WriteAsync(guess, likely, cancellationToken) is { } written)
        {
            return written;
        }

        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var known = await FindKnownAsync(source, change.Kind, change.Id, cancellationToken);
            if (guess is null)
            {
                recent.Learn(source, change.Kind, isNew: known is null);
            }

            if (Next(known, source, change, eventId, now) is not { } row)
            {
                return Unchanged(known, change, eventId);
            }

            if (await WriteAsync(known, row, cancellationToken) is { } outcome)
            {
                return outcome;
            }

            // Another instance writes as fast, and has read nothing in between.
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(Math.Min(5 << attempt, LongestPause))), clock, cancellationToken);
        }

        throw new LedgerUnavailableException($"The status of {change.Kind} changed under {MostTries} tries to write it.");
    }

    // Null when there is nothing to write.
    private static StatusRow? Next(KnownThing? known, string source, StatusChange change, string eventId, DateTimeOffset now) =>
        IsApplied(known, change, eventId) ? null : StatusRules.Apply(known?.Row, source, change, eventId, now);

    private static bool IsApplied(KnownThing? known, StatusChange change, string eventId) => known?.Row.LastEventId == eventId && known.Row.Latest.State == change.State;

    private static StatusOutcome Unchanged(KnownThing? known, StatusChange change, string eventId) =>
        known is null ? new StatusOutcome(false, WasUnhealthy: false, Count: 0, change.At, change.Details)
        : IsApplied(known, change, eventId) ? new StatusOutcome(true, known.WasUnhealthy, known.Row.Count, known.Row.Since, known.Row.Latest.Details)
        : new StatusOutcome(false, known.Row.Latest.IsUnhealthy, known.Row.Count, known.Row.Since, known.Row.Latest.Details);

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
        recent.Forget(row.Source, kind, id);
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

    private async Task<KnownThing?> FindKnownAsync(string source, string kind, string id, CancellationToken cancellationToken)
    {
        if (await FindEntityAsync(source, kind, id, cancellationToken) is not { } row)
        {
            recent.Forget(source, kind, id);
            return null;
        }

        var known = KnownThing.Read(row);
        recent.Keep(known);
        return known;
    }

    // Null when it is not as it was known any more.
    private async Task<StatusOutcome?> WriteAsync(KnownThing? known, StatusRow row, CancellationToken cancellationToken)
    {
        var wasUnhealthy = known?.Row.Latest.IsUnhealthy ?? false;
        var thing = StatusEntity.Write(row, wasUnhealthy);
        var wrong = StatusEntity.Write(row, wasUnhealthy);
        wrong.RowKey = StatusEntity.RowOf(StatusEntity.Wrong, row.Latest.Kind, row.Latest.Id);

        List<TableTransactionAction> actions =
        [
            known is null
                ? new(TableTransactionActionType.Add, thing)
                : new(TableTransactionActionType.UpdateReplace, thing, new ETag(known.Row.Version)),
        ];
        if (row.Latest.IsUnhealthy)
        {
            actions.Add(new(TableTransactionActionType.UpsertReplace, wrong));
        }
        else if (wasUnhealthy)
        {
            actions.Add(Deletion(wrong.PartitionKey, wrong.RowKey, ETag.All));
        }

        actions.AddRange(StatusPointer.For(row, known?.Row, isListed: known?.IsListed ?? false)
            .Select(pointer => new TableTransactionAction(TableTransactionActionType.UpsertReplace, pointer)));

        var (done, _) = await table.SubmitAsync(actions, cancellationToken);
        if (done?[0].Headers.ETag is not { } version)
        {
            recent.Forget(row.Source, row.Latest.Kind, row.Latest.Id);
            return done is null ? null : Applied();
        }

        recent.Keep(new(row with { Version = version.ToString() }, wasUnhealthy, IsListed: true));
        return Applied();

        StatusOutcome Applied() => new(true, wasUnhealthy, row.Count, row.Since, row.Latest.Details);
    }

    private static TableTransactionAction Deletion(string partition, string row, ETag version) =>
        new(TableTransactionActionType.Delete, new TableEntity(partition, row), version);
}
