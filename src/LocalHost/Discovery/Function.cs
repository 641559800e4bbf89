using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Discovery;

/// <summary>A method marked [Function] that LocalHost knows how to run.</summary>
public sealed class Function
{
    private readonly MethodInfo method;
    private readonly IReadOnlyList<Func<Invocation, object?>> arguments;
    private readonly TimeSpan? timeout;
    private readonly ObjectFactory? make;
    private readonly PropertyInfo? result;

    internal Function(string name, Trigger trigger, MethodInfo method, IReadOnlyList<Func<Invocation, object?>> arguments, TimeSpan? timeout)
    {
        (Name, Trigger) = (name, trigger);
        (this.method, this.arguments, this.timeout) = (method, arguments, timeout);
        make = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.ReflectedType!, []);
        result = method.ReturnType.GetProperty(nameof(Task<>.Result));
    }

    public string Name { get; }

    public Trigger Trigger { get; }

    /// <summary>Makes the class anew, as the worker does, runs the method, and gives what it or its task gives.</summary>
    internal async Task<object?> RunAsync(IServiceProvider services, Invocation invocation)
    {
        using var limit = new CancellationTokenSource();
        using var cancellationToken = CancellationTokenSource.CreateLinkedTokenSource(invocation.Stop, limit.Token);
        limit.CancelAfter(timeout ?? Timeout.InfiniteTimeSpan);
        var returned = Start(services, invocation with { Stop = cancellationToken.Token });
        if (returned is not Task run)
        {
            return returned;
        }

        try
        {
            // Azure kills a worker whose function ignores the end of its time; here the function is left behind.
            await run.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !invocation.Stop.IsCancellationRequested)
        {
            throw new TimeoutException($"{Name} ran longer than {timeout}, the functionTimeout of host.json.");
        }

        return result?.GetValue(run);
    }

    private object? Start(IServiceProvider services, Invocation invocation)
    {
        var target = make?.Invoke(services, []);
        var values = arguments.Select(argument => argument(invocation)).ToArray();
        return method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, values, culture: null);
    }
}
