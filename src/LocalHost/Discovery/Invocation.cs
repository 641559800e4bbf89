using Microsoft.AspNetCore.Routing;

namespace LocalHost.Discovery;

/// <summary>One run of a function: what triggered it, and the values in its route.</summary>
internal sealed record Invocation(object Trigger, CancellationToken Stop, RouteValueDictionary? Route = null);
