using System.Reflection;
using LocalHost.Settings;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalHost.Discovery;

internal sealed class FunctionFinder(IConfiguration settings, HostJson host)
{
    public IReadOnlyList<Function> Find(IEnumerable<Type> types)
    {
        var functions = types.Where(type => !type.IsAbstract || type.IsSealed)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Select(method => (Method: method, method.GetCustomAttribute<FunctionAttribute>()?.Name))
            .Where(found => found.Name is not null && !IsDisabled(found.Name))
            .Select(found => Read(found.Name!, found.Method))
            .OrderBy(function => function.Trigger is Trigger.Http ? 0 : function.Trigger is Trigger.Queue ? 1 : 2)
            .ThenBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var twice = functions.CountBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(name => name.Value > 1);
        return twice.Key is null ? functions : throw new CannotStartException($"Two functions are named {twice.Key}.");
    }

    private bool IsDisabled(string name) => settings[$"AzureWebJobs.{name}.Disabled"] is "1" || bool.TryParse(settings[$"AzureWebJobs.{name}.Disabled"], out var off) && off;

    private Function Read(string name, MethodInfo method)
    {
        Refuse(name, method.GetCustomAttributes().Where(attribute => attribute is not FunctionAttribute), "the method");
        // Read once: another thread that reads them may be given other objects for the same parameters.
        var parameters = method.GetParameters();
        var marked = parameters.Where(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null).ToList();
        if (marked is not [var triggered])
        {
            throw new CannotStartException($"{name} has {marked.Count} triggers; LocalHost supports functions with exactly one.");
        }

        var trigger = ReadTrigger(name, triggered);
        foreach (var parameter in parameters)
        {
            Refuse(name, parameter.GetCustomAttributes().Where(attribute => attribute is not (HttpTriggerAttribute or QueueTriggerAttribute or TimerTriggerAttribute)), $"parameter {parameter.Name}");
        }

        ReturnTypes.Check(name, trigger, method);
        return new(name, trigger, method, [.. parameters.Select(parameter => ParameterBinder.Bind(name, trigger, triggered, parameter))], host.FunctionTimeout);
    }

    // Every attribute of the worker and its extensions has a meaning for the Functions host.
    private static void Refuse(string name, IEnumerable<Attribute> attributes, string place)
    {
        foreach (var attribute in attributes.Select(attribute => attribute.GetType()).Where(IsOfWorker))
        {
            throw new CannotStartException($"{name}: LocalHost does not support [{attribute.Name.Replace(nameof(Attribute), "", StringComparison.Ordinal)}] on {place}.");
        }
    }

    private static bool IsOfWorker(Type attribute) =>
        attribute.IsAssignableTo(typeof(BindingAttribute)) || attribute.Namespace?.StartsWith(typeof(FunctionAttribute).Namespace!, StringComparison.Ordinal) == true;

    private Trigger ReadTrigger(string name, ParameterInfo parameter) => parameter.GetCustomAttribute<TriggerBindingAttribute>() switch
    {
        HttpTriggerAttribute http => new Trigger.Http(string.Join('/', new[] { host.RoutePrefix, (http.Route ?? name).Trim('/') }.Where(part => part.Length > 0)), http.Methods ?? [], http.AuthLevel),
        QueueTriggerAttribute queue => new Trigger.Queue(settings.Expand(name, queue.QueueName), queue.Connection ?? "AzureWebJobsStorage"),
        TimerTriggerAttribute timer => new Trigger.Timer(settings.Expand(name, timer.Schedule), timer.RunOnStartup),
        var unknown => throw new CannotStartException($"{name}: LocalHost does not support [{unknown!.GetType().Name.Replace(nameof(Attribute), "", StringComparison.Ordinal)}] on parameter {parameter.Name}."),
    };
}
