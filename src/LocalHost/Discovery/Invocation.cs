using Microsoft.AspNetCore.Routing;

namespace LocalHost.Discovery;

internal sealed record Invocation(object Trigger, CancellationToken CancellationToken, RouteValueDictionary? Route = null);
