using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Webhooks.Notifying;
using Webhooks.Notifying.Flooding;

namespace Webhooks.Storage.Notifications;

/// <summary>Flood control's memory: one row per part of the state, and beside it one that is found when the part is due.</summary>
internal sealed class TableNotificationLedger(PreparedStorage prepared, StorageConnection storage) : INotificationLedger
{
    private const string State = "State";
    private const string DueRow = "DueRow";
    private const string PointsTo = "Row";

    // No retries by the SDK for what is decided: a retry that follows a landed write would look like someone else's.
    private readonly LedgerTable ledger = new(prepared, storage.Table(StorageNames.StatusTable, retries: 0));

    public async Task<FloodSnapshot> LoadAsync(string channel, Notification said, CancellationToken cancellationToken)
    {
        var keys = (Subject: NotificationKeys.Subject(said.Fingerprint), Rule: NotificationKeys.Rule(said), Budget: NotificationKeys.Budget(said.BudgetScope));
        var rows = await Task.WhenAll(FindAsync(channel, keys.Subject, cancellationToken), FindAsync(channel, keys.Rule, cancellationToken), FindAsync(channel, keys.Budget, cancellationToken));
        return new FloodSnapshot(
            channel,
            new FloodState(Read<SubjectFlood>(rows[0]), Read<RuleFlood>(rows[1]), Read<BudgetFlood>(rows[2])),
            Place(keys.Subject, rows[0]),
            Place(keys.Rule, rows[1]),
            Place(keys.Budget, rows[2]));
    }

    public async IAsyncEnumerable<string> FindDueAsync(string channel, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var pointer in ledger.ScanAsync(NotificationKeys.Partition(channel), "w|", NotificationKeys.DueBefore(now), cancellationToken))
        {
            yield return pointer.GetString(PointsTo);
        }
    }

    public async Task<FloodSnapshot> LoadAsync(string channel, string key, CancellationToken cancellationToken)
    {
        var row = await FindAsync(channel, key, cancellationToken);
        var isSubject = key.StartsWith(NotificationKeys.SubjectPrefix, StringComparison.Ordinal);
        var isRule = key.StartsWith(NotificationKeys.RulePrefix, StringComparison.Ordinal);
        var (subject, rule) = (isSubject ? Read<SubjectFlood>(row) : null, isRule ? Read<RuleFlood>(row) : null);
        var budgetKey = isSubject || isRule ? NotificationKeys.Budget(subject?.BudgetScope ?? rule?.BudgetScope) : key;
        var budget = budgetKey == key ? row : await FindAsync(channel, budgetKey, cancellationToken);
        return new FloodSnapshot(
            channel, new FloodState(subject, rule, Read<BudgetFlood>(budget)), isSubject ? Place(key, row) : null, isRule ? Place(key, row) : null, Place(budgetKey, budget));
    }

    public async Task<CommitOutcome> CommitAsync(FloodSnapshot before, FloodDecision decision, Notification? said, CancellationToken cancellationToken)
    {
        var partition = NotificationKeys.Partition(before.Channel);
        var actions = new List<TableTransactionAction>();
        var heard = said is null ? null : new TableEntity(partition, NotificationKeys.Heard(said));
        if (heard is not null)
        {
            actions.Add(new(TableTransactionActionType.Add, heard));
        }

        Change(actions, partition, before.Subject, before.State.Subject, decision.State.Subject);
        Change(actions, partition, before.Rule, before.State.Rule, decision.State.Rule);
        Change(actions, partition, before.Budget, before.State.Budget, decision.State.Budget);
        if (decision.Message is { } message)
        {
            actions.Add(new(TableTransactionActionType.UpsertReplace, MessageRow.Of(before.Channel, message)));
        }

        if (actions.Count == 0)
        {
            return CommitOutcome.Committed;
        }

        var (_, lost) = await ledger.SubmitAsync(actions, cancellationToken);
        return lost is null ? CommitOutcome.Committed : ReferenceEquals(lost.Entity, heard) ? CommitOutcome.Repeat : CommitOutcome.Changed;
    }

    public Task<int> ForgetAsync(string channel, DateTimeOffset before, CancellationToken cancellationToken) =>
        ledger.RemoveRangeAsync(NotificationKeys.Partition(channel), "s|", NotificationKeys.HeardBefore(before), cancellationToken);

    private static void Change(List<TableTransactionAction> actions, string partition, FloodPlace? place, IFlood? was, IFlood? becomes)
    {
        if (place is null || ReferenceEquals(was, becomes))
        {
            return;
        }

        var due = becomes is null ? null : NotificationKeys.Due(becomes.Due, place.Key);
        if (place.DueKey is not null && place.DueKey != due)
        {
            actions.Add(new(TableTransactionActionType.Delete, new TableEntity(partition, place.DueKey), ETag.All));
        }

        if (due is not null && place.DueKey != due)
        {
            actions.Add(new(TableTransactionActionType.UpsertReplace, new TableEntity(partition, due) { [PointsTo] = place.Key }));
        }

        var row = new TableEntity(partition, place.Key);
        if (becomes is not null)
        {
            (row[State], row[DueRow]) = (FloodJson.Write(becomes), due);
        }

        actions.Add((place.Version, becomes) switch
        {
            (null, _) => new(TableTransactionActionType.Add, row),
            (_, null) => new(TableTransactionActionType.Delete, row, new ETag(place.Version)),
            // The thread is another's column. The state's own two are always written.
            _ => new(TableTransactionActionType.UpdateMerge, row, new ETag(place.Version)),
        });
    }

    private Task<TableEntity?> FindAsync(string channel, string key, CancellationToken cancellationToken) => ledger.FindAsync(NotificationKeys.Partition(channel), key, cancellationToken);

    private static T? Read<T>(TableEntity? row) where T : class, IFlood => FloodJson.Read<T>(row?.GetString(State));

    private static FloodPlace Place(string key, TableEntity? row) => new(key, row?.ETag.ToString(), row?.GetString(DueRow));
}
