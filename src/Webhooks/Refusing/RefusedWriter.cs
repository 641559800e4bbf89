using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Webhooks.Searching;

namespace Webhooks.Refusing;

public sealed partial class RefusedWriter(RefusedKeeper keeper, IRefusedLedger ledger, SourceCatalog sources, TimeProvider clock, ILogger<RefusedWriter> logger) : BackgroundService
{
    private const int BatchSize = 20;

    // Storage that is down must not delay a restart, which may be what fixes it.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What is waiting is written before the app stops.
        keeper.Close();
        if (ExecuteTask is { } writing)
        {
            await writing.WaitAsync(Timeout, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await keeper.Waiting.WaitToReadAsync(stoppingToken))
        {
            var batch = new List<RefusedDelivery>(BatchSize);
            while (batch.Count < BatchSize && keeper.Waiting.TryRead(out var refused))
            {
                batch.Add(refused);
            }

            await WriteAsync(batch, stoppingToken);
        }
    }

    private async Task WriteAsync(List<RefusedDelivery> batch, CancellationToken cancellationToken)
    {
        try
        {
            await ledger.KeepAsync([.. batch.Select(refused => refused with { SearchIds = SearchIds.Claimed(sources.Find(refused.Source)!, refused.Id, refused.AsDelivery()) })], cancellationToken);
        }
#pragma warning disable CA1031 // They were refused, and their senders have the answer: a failure here costs an operator's convenience and nothing else.
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            batch.ForEach(keeper.Lost);
            Log.NotKept(logger, batch.Count, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} refused deliveries could not be kept ({Problem}).")]
        public static partial void NotKept(ILogger logger, int count, string problem);
    }
}
