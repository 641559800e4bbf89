using Microsoft.Extensions.Hosting;

namespace Webhooks.PublishedKeys;

// At start and each minute.
internal sealed class KeyRefresh(KeyCache keys, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await keys.RefreshAsync(stoppingToken);
            await Task.Delay(Period, clock, stoppingToken);
        }
    }
}
