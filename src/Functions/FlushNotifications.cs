using Microsoft.Azure.Functions.Worker;
using Webhooks.Notifying.Flooding;

namespace Functions;

// Each minute, apart from the sweep, so that a failure of one does not delay the other.
public sealed class FlushNotifications(NotificationFlush flush)
{
    [Function(nameof(FlushNotifications))]
    public Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => flush.FlushAsync(cancellationToken);
}
