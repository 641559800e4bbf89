using System.Reflection;

namespace LocalHost.Discovery;

// A method marked [Function].
internal sealed class Function
{
    private readonly MethodInfo method;
    private readonly IReadOnlyList<Func<Invocation, object?>> arguments;
    private readonly TimeSpan? timeout;
    private readonly PropertyInfo? result;

    public Function(string name, Trigger trigger, MethodInfo method, IReadOnlyList<Func<Invocation, object?>> arguments, TimeSpan? timeout)
    {
        (Name, Trigger) = (name, trigger);
        (this.method, this.arguments, this.timeout) = (method, arguments, timeout);
        result = method.ReturnType.GetProperty(nameof(Task<>.Result));
    }

    public string Name { get; }

    public Trigger Trigger { get; }

    // To be registered as a service; null when the method needs none.
    public Type? Class => method.IsStatic ? null : method.ReflectedType;

    // Creates the class, as the worker does for each run, and returns the result of the method or of its task.
    public async Task<object?> RunAsync(IServiceProvider services, Invocation invocation)
    {
        using var limit = new CancellationTokenSource();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(invocation.CancellationToken, limit.Token);
        limit.CancelAfter(timeout ?? Timeout.InfiniteTimeSpan);
        var returned = Start(services, invocation with { CancellationToken = stopping.Token });
        if (returned is not Task run)
        {
            return returned;
        }

        try
        {
            // Azure ends a worker whose function ignores the timeout; here the function continues in the background.
            await run.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !invocation.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{Name} ran longer than {timeout}, the functionTimeout of host.json.");
        }

        return result?.GetValue(run);
    }

    private object? Start(IServiceProvider services, Invocation invocation)
    {
        var target = Class is { } type ? services.GetRequiredService(type) : null;
        var values = arguments.Select(argument => argument(invocation)).ToArray();
        return method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, values, culture: null);
    }
}
