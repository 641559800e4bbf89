using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Webhooks.Counting;

/// <summary>Writes down, each ten seconds and before the app goes, what was counted.</summary>
internal sealed partial class CounterWriter(CounterFlush tally, TimeProvider clock, ILogger<CounterWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // Storage that is down must not hold up a restart, which may be what mends it.
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = new CancellationTokenSource(LastPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await FlushAsync(either.Token);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken);
            await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await tally.FlushAsync(cancellationToken);
        }
#pragma warning disable CA1031 // Counts: what could not be written stays counted, and the next ten seconds try again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotWritten(logger, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Counts could not be written down ({Problem}).")]
        public static partial void NotWritten(ILogger logger, string problem);
    }
}
