using Azure;
using Azure.Data.Tables;
using Member = Webhooks.Storage.Grouping.GroupMember<Webhooks.Storage.Grouping.WeighedActions, Webhooks.Storage.Grouping.TransactionOutcome>;

namespace Webhooks.Storage.Grouping;

/// <summary>
/// The transactions of one partition. Storage names the action that lost; whoever brought it is told so, and the others are written again
/// without it. What storage refuses for its content is found by halving.
/// </summary>
internal sealed class TransactionGroups(TableClient table) : GroupQueue<WeighedActions, TransactionOutcome>
{
    /// <summary>Of one entity group transaction. <see href="https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions" /></summary>
    public const int MostActions = 100;

    // Half of what storage takes: what an entity weighs on the wire is estimated.
    private const int MostBytes = 2 * 1024 * 1024;

    public static async Task<TransactionOutcome> SubmitAsync(TableClient table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            return new((await table.SubmitTransactionAsync(actions, cancellationToken: cancellationToken)).Value, null);
        }
        catch (TableTransactionFailedException failure) when (IsLostRace(failure) && failure.FailedTransactionActionIndex is not null)
        {
            return new(null, actions[failure.FailedTransactionActionIndex.Value]);
        }
    }

    protected override Task<TransactionOutcome> RunAloneAsync(WeighedActions item, CancellationToken cancellationToken) =>
        SubmitAsync(table, item.Actions, cancellationToken);

    protected override Task RunGroupAsync(IReadOnlyList<Member> members, CancellationToken cancellationToken) =>
        WriteAsync(members, hasLost: false, cancellationToken);

    protected override Func<WeighedActions, Fit> BeginGroup()
    {
        var (count, bytes) = (0, 0);
        var rows = new HashSet<string>(StringComparer.Ordinal);
        return item =>
        {
            var actions = item.Actions;
            if (rows.Count > 0 && (count + actions.Count > MostActions || bytes + item.Bytes > MostBytes))
            {
                return Fit.Full;
            }

            // Storage refuses a transaction that names a row twice.
            if (actions.Any(action => rows.Contains(action.Entity.RowKey)))
            {
                return Fit.Later;
            }

            rows.UnionWith(actions.Select(action => action.Entity.RowKey));
            count += actions.Count;
            bytes += item.Bytes;
            return Fit.Joins;
        };
    }

    private Task WriteAsync(IReadOnlyList<Member> members, bool hasLost, CancellationToken cancellationToken) =>
        CallForAsync(members, () => TryWriteAsync(members, hasLost, cancellationToken));

    private async Task TryWriteAsync(IReadOnlyList<Member> members, bool hasLost, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await SubmitAsync(table, members.Count == 1 ? members[0].Item.Actions : [.. members.SelectMany(member => member.Item.Actions)], cancellationToken);
            if (outcome.Done is { } done)
            {
                var at = 0;
                foreach (var member in members)
                {
                    member.End(new([.. done.Skip(at).Take(member.Item.Actions.Count)], null));
                    at += member.Item.Actions.Count;
                }

                return;
            }

            var loser = members.First(member => member.Item.Actions.Contains(outcome.Lost!));
            loser.End(outcome);
            await WriteOthersAsync([.. members.Where(member => member != loser)], hasLost, cancellationToken);
        }
        catch (RequestFailedException refused) when (members.Count > 1 && refused.Status is 400 or 413)
        {
            await HalveAsync(members, cancellationToken);
        }
    }

    // One that loses is the rule. Where more do, a storm of repeats maybe, each further try decides one at least, and they run side by side.
    private Task WriteOthersAsync(IReadOnlyList<Member> members, bool hasLost, CancellationToken cancellationToken) =>
        members.Count == 0 ? Task.CompletedTask
        : hasLost && members.Count > 1 ? HalveAsync(members, cancellationToken)
        : WriteAsync(members, hasLost: true, cancellationToken);

    private Task HalveAsync(IReadOnlyList<Member> members, CancellationToken cancellationToken)
    {
        var half = members.Count / 2;
        return Task.WhenAll(WriteAsync([.. members.Take(half)], hasLost: true, cancellationToken), WriteAsync([.. members.Skip(half)], hasLost: true, cancellationToken));
    }

    private static bool IsLostRace(RequestFailedException failure) => failure.Status is 409 or 412 or 404
        && failure.ErrorCode is "EntityAlreadyExists" or "UpdateConditionNotSatisfied" or "ConditionNotMet" or "ResourceNotFound";
}
