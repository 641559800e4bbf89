using Microsoft.Azure.Functions.Worker;
using Webhooks.Notifying;
using Webhooks.Notifying.Flooding;

namespace Functions;

/// <summary>Each minute, apart from the sweep: trouble with the one must not hold up the other.</summary>
public sealed class FlushNotifications(NotificationFlush flush)
{
    [Function(nameof(FlushNotifications))]
    public Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => flush.FlushAsync(cancellationToken);
}
