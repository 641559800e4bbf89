using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;
using Webhooks.Notifying;

namespace Proof.Ordeal;

/// <summary>Storage keeps the machine's time: what the hurried app asks it to hide for minutes, it has to hide for seconds.</summary>
internal static class HurriedQueues
{
    public static void Hurry(IServiceCollection services)
    {
        Wrap<IEventQueue>(services, inner => new Events(inner));
        Wrap<INotificationQueue>(services, inner => new Notifications(inner));
    }

    private static void Wrap<TQueue>(IServiceCollection services, Func<TQueue, TQueue> wrap)
        where TQueue : class
    {
        var queue = services.Last(service => service.ServiceType == typeof(TQueue));
        services.Remove(queue);
        services.AddSingleton(provider => wrap((TQueue)ActivatorUtilities.CreateInstance(provider, queue.ImplementationType!)));
    }

    // Queues count whole seconds, and a message that comes early finds nothing to do.
    private static TimeSpan Hidden(TimeSpan delay) => TimeSpan.FromSeconds(Math.Ceiling(HurriedClock.Real(delay).TotalSeconds));

    private sealed class Events(IEventQueue inner) : IEventQueue
    {
        public Task SendAsync(Envelope envelope, TimeSpan delay, CancellationToken cancellationToken) => inner.SendAsync(envelope, Hidden(delay), cancellationToken);
    }

    private sealed class Notifications(INotificationQueue inner) : INotificationQueue
    {
        public Task SendAsync(Notification notification, TimeSpan delay, CancellationToken cancellationToken) => inner.SendAsync(notification, Hidden(delay), cancellationToken);

        public Task SendAsync(MessageCall call, TimeSpan delay, CancellationToken cancellationToken) => inner.SendAsync(call, Hidden(delay), cancellationToken);
    }
}
