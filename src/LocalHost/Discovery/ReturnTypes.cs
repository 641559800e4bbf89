using System.Reflection;
using LocalHost.Settings;

namespace LocalHost.Discovery;

internal static class ReturnTypes
{
    // A value returned by another trigger would be an output binding, which is not supported.
    public static void Check(string function, Trigger trigger, MethodInfo method)
    {
        var type = method.ReturnType;
        var isKnown = trigger is Trigger.Http
            ? Awaited(type).IsAssignableTo(typeof(IResult))
            : type == typeof(Task);
        if (!isKnown)
        {
            throw new CannotStartException(
                $"{function}: LocalHost does not support the return type {type.Name}; make it {(trigger is Trigger.Http ? "IResult or Task<IResult>" : "Task")}.");
        }
    }

    private static Type Awaited(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;
}
