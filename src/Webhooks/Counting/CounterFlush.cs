using Microsoft.Extensions.Logging;

namespace Webhooks.Counting;

/// <summary>
/// Writes what was counted since the last time. What cannot be written stays counts. What may have been written is written again under the same id,
/// as long as the ledger remembers ids; after that it is dropped, which is at most one minute of one source.
/// </summary>
public sealed partial class CounterFlush(DeliveryCounters counters, IRollupLedger ledger, TimeProvider clock, ILogger<CounterFlush> logger) : IDisposable
{
    /// <summary>How long a delta may be written again.</summary>
    public static readonly TimeSpan LongestDoubt = TimeSpan.FromHours(2);
    private const int AtOnce = 4;

    private readonly SemaphoreSlim one = new(1);

    /// <summary>Tries every source, then throws the first failure.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            Exception? first = null;
            await Parallel.ForEachAsync(counters.Sources, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (source, abort) =>
            {
                try
                {
                    await FlushAsync(source.Key, source.Value, abort);
                }
#pragma warning disable CA1031 // One source's failure must not cancel the others' writes, whose outcome would be unknown.
                catch (Exception failure)
#pragma warning restore CA1031
                {
                    Interlocked.CompareExchange(ref first, failure, null);
                }
            });
            if (first is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
            }
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task FlushAsync(string source, SourceCounters counts, CancellationToken cancellationToken)
    {
        counts.Close();
        while (counts.Send(clock.GetUtcNow()) is { } delta)
        {
            if (clock.GetUtcNow() - delta.FirstTried <= LongestDoubt)
            {
                await ledger.AddAsync(source, delta, cancellationToken);
            }
            else
            {
                Log.Dropped(logger, source, delta.Minute);
            }

            counts.Sent();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: the counts of {Minute} are dropped; storage never confirmed whether they were written.")]
        public static partial void Dropped(ILogger logger, string source, DateTimeOffset minute);
    }
}
