using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Webhooks;

/// <summary>Writes statistics from memory to storage every so often, and once more before the app stops.</summary>
public sealed partial class PeriodicWriter(string what, TimeSpan period, Func<CancellationToken, Task> flush, TimeProvider clock, ILogger<PeriodicWriter> logger)
    : BackgroundService
{
    // Storage that is down must not hold up a restart, which may be what repairs it.
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = new TimeLimit(LastPatience, clock, cancellationToken);
        await FlushAsync(limit.Token);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(period, clock, stoppingToken);
            await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await flush(cancellationToken);
        }
#pragma warning disable CA1031 // What could not be written stays counted, and the next period tries again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotWritten(logger, what, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Could not write {What} to storage ({Problem}).")]
        public static partial void NotWritten(ILogger logger, string what, string problem);
    }
}
