using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Webhooks.Refusing;

internal sealed partial class RefusedWriter(RefusedKeeper keeper, IRefusedLedger ledger, TimeProvider clock, ILogger<RefusedWriter> logger) : BackgroundService
{
    private const int MostAtOnce = 20;

    // Storage that is down must not hold up a restart, which may be what mends it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What waits is written before the app goes.
        keeper.Close();
        if (ExecuteTask is { } writing)
        {
            await writing.WaitAsync(Patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await keeper.Waiting.WaitToReadAsync(stoppingToken))
        {
            var some = new List<RefusedDelivery>(MostAtOnce);
            while (some.Count < MostAtOnce && keeper.Waiting.TryRead(out var refused))
            {
                some.Add(refused);
            }

            await WriteAsync(some, stoppingToken);
        }
    }

    private async Task WriteAsync(List<RefusedDelivery> some, CancellationToken cancellationToken)
    {
        try
        {
            await ledger.KeepAsync(some, cancellationToken);
        }
#pragma warning disable CA1031 // They were refused, and their senders told so: a failure here costs an operator's convenience and nothing else.
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            some.ForEach(keeper.Lost);
            Log.NotKept(logger, some.Count, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} refused deliveries could not be kept ({Problem}).")]
        public static partial void NotKept(ILogger logger, int count, string problem);
    }
}
