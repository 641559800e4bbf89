using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Webhooks.Telemetry;

namespace Functions.Reporting;

// Notifications are counted where they are sent: within an invocation, so that the host accepts each count at once.
internal sealed class NotificationReport(WebhookMetrics metrics, ILogger<NotificationReport> logger) : IHostedService, IDisposable
{
    private readonly MeterListener listener = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.SetMeasurementEventCallback<long>((counter, count, tags, _) =>
            logger.LogMetric(counter.Name, count, tags.ToArray().ToDictionary(tag => tag.Key["webhooks.".Length..], tag => tag.Value!)));
        listener.EnableMeasurementEvents(metrics.Notifications);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => listener.Dispose();
}
