using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Webhooks.Rotating;

/// <summary>Writes down, each half minute and before the app goes, which secrets have verified.</summary>
internal sealed partial class SecretUseWriter(SecretUses uses, TimeProvider clock, ILogger<SecretUseWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

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
            await uses.FlushAsync(cancellationToken);
        }
#pragma warning disable CA1031 // Statistics: what could not be written stays counted, and the next half minute tries again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotWritten(logger, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The use of secrets could not be written down ({Problem}).")]
        public static partial void NotWritten(ILogger logger, string problem);
    }
}
