using Microsoft.AspNetCore.Routing;

namespace LocalHost.Discovery;

internal sealed record Invocation(object Trigger, CancellationToken CancellationToken, RouteValueDictionary? Route = null)
{
    // What the host tells of a queue message beside its text: how often it has been delivered, this time included.
    public long? DequeueCount { get; init; }
}
