using System.Globalization;
using System.Reflection;
using LocalHost.Settings;
using Microsoft.AspNetCore.Routing.Patterns;

namespace LocalHost.Discovery;

internal static class ParameterBinder
{
    // Before the first run: an unsupported parameter is an error at start.
    public static Func<Invocation, object?> Bind(string function, Trigger trigger, ParameterInfo triggered, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
        {
            return invocation => invocation.CancellationToken;
        }

        if (parameter == triggered)
        {
            return type == Expected(trigger)
                ? invocation => invocation.Trigger
                : throw new CannotStartException($"{function}: LocalHost does not support a trigger of type {type.Name} on parameter {parameter.Name}; make it {Expected(trigger).Name}.");
        }

        var name = parameter.Name!;
        return trigger switch
        {
            Trigger.Http http when type == typeof(string) && RoutePatternFactory.Parse(http.Route).GetParameter(name) is not null => invocation => invocation.Route?[name]?.ToString(),
            // The worker looks parameters up among the metadata of the trigger, whose names differ in case.
            Trigger.Queue when type == typeof(string) && name.Equals(nameof(Invocation.DequeueCount), StringComparison.OrdinalIgnoreCase) => invocation => invocation.DequeueCount?.ToString(CultureInfo.InvariantCulture),
            _ => throw new CannotStartException($"{function}: LocalHost does not support parameter {name} of type {type.Name}; it supports the trigger, strings from the route, the dequeueCount of a queue message as a string, and CancellationToken."),
        };
    }

    private static Type Expected(Trigger trigger) => trigger switch
    {
        Trigger.Http => typeof(HttpRequest),
        Trigger.Queue => typeof(string),
        _ => typeof(TimerInfo),
    };
}
