using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace LocalHost.Discovery;

internal static class Arguments
{
    /// <summary>Says where a parameter's value comes from, before the first run: an unknown one stops the start.</summary>
    public static Func<Invocation, object?> Bind(string function, Trigger trigger, ParameterInfo triggered, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
        {
            return invocation => invocation.Stop;
        }

        if (parameter == triggered)
        {
            return type == Expected(trigger)
                ? invocation => invocation.Trigger
                : throw new CannotStartException($"{function}: LocalHost does not know a trigger of type {type.Name} on parameter {parameter.Name}; make it {Expected(trigger).Name}.");
        }

        var name = parameter.Name!;
        return trigger is Trigger.Http http && type == typeof(string) && RoutePatternFactory.Parse(http.Route).GetParameter(name) is not null
            ? (invocation => invocation.Route?[name]?.ToString())
            : throw new CannotStartException($"{function}: LocalHost does not know where parameter {name} of type {type.Name} comes from; it knows the trigger, texts named in the route, and CancellationToken.");
    }

    private static Type Expected(Trigger trigger) => trigger switch
    {
        Trigger.Http => typeof(HttpRequest),
        Trigger.Queue => typeof(string),
        _ => typeof(TimerInfo),
    };
}
