using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Events;
using Webhooks.Processing;

namespace Proof.Ordeal;

/// <summary>Stands before one of the product's ports and tells the fuse what passes. The product knows nothing of it.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
internal class Tripwire<TPort> : DispatchProxy
#pragma warning restore CA1852
    where TPort : class
{
    private static readonly MethodInfo AfterResult = typeof(Tripwire<TPort>).GetMethod(nameof(AfterResultAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;
    private TPort inner = null!;
    private Fuse fuse = null!;
    private Diary diary = null!;

    public static void Stretch(IServiceCollection services)
    {
        var port = services.Last(service => service.ServiceType == typeof(TPort));
        services.Remove(port);
        services.AddSingleton(provider =>
        {
            var wired = Create<TPort, Tripwire<TPort>>();
            var wire = (Tripwire<TPort>)(object)wired;
            wire.inner = (TPort)(port.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, port.ImplementationType!));
            (wire.fuse, wire.diary) = (provider.GetRequiredService<Fuse>(), provider.GetRequiredService<Diary>());
            return wired;
        });
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IAttemptLedger.ClaimAsync))
        {
            diary.Write(Entry.Claims, EventName.Of(((LedgerEvent)args![0]!).Key));
        }

        Pass(targetMethod, Side.Before);
        var result = targetMethod.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        return result switch
        {
            Task task when targetMethod.ReturnType == typeof(Task) => AfterAsync(task, targetMethod),
            Task task => AfterResult.MakeGenericMethod(targetMethod.ReturnType.GenericTypeArguments[0]).Invoke(this, [task, targetMethod, args]),
            // A sequence is asked for and then read; being asked is the step.
            _ => result,
        };
    }

    private async Task AfterAsync(Task task, MethodInfo method)
    {
        await task;
        Pass(method, Side.After);
    }

    private async Task<TResult> AfterResultAsync<TResult>(Task<TResult> task, MethodInfo method, object?[] args)
    {
        var result = await task;
        if (args is [LedgerEvent written, ..] && result is true or LedgerEvent)
        {
            Note(written, method);
        }

        Pass(method, Side.After);
        return result;
    }

    private void Note(LedgerEvent written, MethodInfo method)
    {
        foreach (var done in written.Handlers?.Where(state => state.Status == HandlerStatus.Done) ?? [])
        {
            diary.Write(Entry.Done, EventName.Of(written.Key, done.Name));
        }

        if (method.Name == nameof(IAttemptLedger.CompleteAsync))
        {
            diary.Write(Entry.Finished, EventName.Of(written.Key));
        }
    }

    private void Pass(MethodInfo method, Side side)
    {
        if (Step.Find(typeof(TPort), method.Name, side) is { } step)
        {
            fuse.Pass(step.Name);
        }
    }
}
