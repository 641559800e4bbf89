using Microsoft.Extensions.Logging;
using Webhooks.Events;
using Webhooks.Rotating;

namespace Webhooks.Notifying;

/// <summary>
/// Each minute: finds sources that verified deliveries before and since then only refused signatures, notifies once, and again when they verify.
/// </summary>
public sealed partial class BrokenSecrets(
    IRefusedSignatureLedger refusals, ISecretUseLedger uses, SourceCatalog sources, ReceiverNotices notices, TimeProvider clock, ILogger<BrokenSecrets> logger)
{
    /// <summary>Other instances write down within half a minute that a delivery verified: until then a refusal proves nothing.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(40);

    /// <summary>A failure of storage is logged, and left to the next minute.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var record in await refusals.ListAsync(cancellationToken))
            {
                if (await CheckAsync(record, cancellationToken) is { } after)
                {
                    // When another refusal was added meanwhile, the next minute decides again; a repeated notification has the same id.
                    await refusals.ReplaceAsync(after, cancellationToken);
                }
            }
        }
        catch (LedgerUnavailableException failure)
        {
            Log.NotChecked(logger, failure.Message);
        }
    }

    // What the record becomes; null when it stays.
    private async Task<RefusedSignatureRecord?> CheckAsync(RefusedSignatureRecord record, CancellationToken cancellationToken)
    {
        if (sources.Find(record.Source) is null)
        {
            return record with { Times = [], NotifiedAt = null };
        }

        var histories = await uses.ReadAsync(record.Source, cancellationToken);
        if (histories.Count == 0)
        {
            // It never verified: somebody is setting it up, or nobody knows it but strangers.
            return null;
        }

        var verified = histories.Max(history => history.LastUse);
        var since = record.Since(verified);
        if (record.NotifiedAt is { } notifiedAt)
        {
            return since.Times.Count < record.Times.Count && await NotifyAsync(record.Source, verified, Recovery(record.Source, record.Times[0], notifiedAt), cancellationToken)
                ? since with { NotifiedAt = null }
                : null;
        }

        if (since.Times.Count >= RefusedSignatureRecord.Enough && since.Times[RefusedSignatureRecord.Enough - 1] + Settling <= clock.GetUtcNow())
        {
            return await NotifyAsync(record.Source, since.Times[0], Broken(record.Source, verified, since.Times[0]), cancellationToken) ? since with { NotifiedAt = clock.GetUtcNow() } : null;
        }

        return since.Times.Count < record.Times.Count ? since : null;
    }

    private static Notice Broken(string source, DateTimeOffset verified, DateTimeOffset since) => ReceiverRules.SecretBroken.Notice(
        $"secret of {source}",
        $"No delivery of {source} verifies any more",
        $"The last one verified at {MessageTimes.Of(verified)}. Since {MessageTimes.Of(since)} every signature was refused: it matches no configured secret.",
        $"If the sender rotated its secret, or a setting was changed here, configure the right one, then readmit what was refused. Strangers' attempts look the same: compare with `hook refused --source {source}`.") with
    {
        ListedAt = RefusedSince(since),
        Command = Readmit(source, since),
    };

    private static Notice Recovery(string source, DateTimeOffset since, DateTimeOffset notifiedAt) => ReceiverRules.SecretBroken.Notice(
        $"secret of {source}",
        $"Deliveries of {source} verify again",
        $"None had verified when this was reported at {MessageTimes.Of(notifiedAt)}.",
        "Readmit what was refused in between.") with
    {
        Recovered = true,
        Severity = Severity.Info,
        ListedAt = RefusedSince(since),
        Command = Readmit(source, since),
    };

    private static string Readmit(string source, DateTimeOffset since) => $"hook readmit --source {source} --since {MessageDirections.Time(RefusedSince(since))}";

    // A refusal is noted a little after its delivery was received.
    private static DateTimeOffset RefusedSince(DateTimeOffset noted) => DeliveryWatch.MinuteBefore(noted);

    private Task<bool> NotifyAsync(string source, DateTimeOffset at, Notice notice, CancellationToken cancellationToken) =>
        notices.NotifyAsync(source, eventId: null, at, notice, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Could not check for broken secrets ({Problem}); the next minute tries again.")]
        public static partial void NotChecked(ILogger logger, string problem);
    }
}
