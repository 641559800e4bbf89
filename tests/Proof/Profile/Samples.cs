using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;

namespace Proof.Profile;

/// <summary>Reads the stacks of a trace.</summary>
internal static class Samples
{
    // What a sample says of its thread; 2 is managed code.
    private const int NativeCode = 1;
    private const string BaseLibrary = "System.Private.CoreLib";

    // Itself it only waits for what came.
    private const string SocketLoop = "SocketAsyncEngine.EventLoop";

    // Where a thread sleeps in the kernel. Any other call into native code is taken for work: sending and receiving are.
    private static readonly string[] Waits =
    [
        "WaitHandle.WaitOneNoCheck", "WaitHandle.WaitMultipleIgnoringSyncContext", "Monitor.Wait", "Monitor.ObjWait", "ManualResetEventSlim.Wait", "Thread.SleepInternal",
        "LowLevelLifoSemaphore.WaitNative", "LowLevelLifoSemaphore.WaitForSignal", "LowLevelLifoSemaphore.Wait", "WorkerThread.WorkerThreadStart", "Sys.Accept", "SocketPal.TryCompleteAccept", "Sys.Read",
    ];

    public static IReadOnlyList<Sample> Read(TraceLog log)
    {
        var samples = new List<Sample>();
        foreach (var data in log.Events.Where(data => data.ProviderName == SampleEvents.Sampler.Name))
        {
            if (Frames(data) is { Count: > 0 } frames)
            {
                samples.Add(Of(frames, isNative: BitConverter.ToInt32(data.EventData()) == NativeCode));
            }
        }

        return samples;
    }

    public static List<Frame> Frames(TraceEvent data)
    {
        var frames = new List<Frame>();
        for (var stack = data.CallStack(); stack is not null; stack = stack.Caller)
        {
            // What the compiler makes to call native code is of no library; whoever calls that has a name.
            if (stack.CodeAddress is { ModuleName: { Length: > 0 } module, FullMethodName: { } method })
            {
                frames.Add(new(module, MethodName.Short(method), method));
            }
        }

        return frames;
    }

    /// <summary>The innermost that is not of the base library, if there is one.</summary>
    public static Frame Allocator(List<Frame> frames) => frames.Find(frame => frame.Module != BaseLibrary) ?? frames[0];

    private static Sample Of(List<Frame> frames, bool isNative)
    {
        var own = frames.Find(frame => frame.Module != BaseLibrary);
        return own is null
            ? new(ThreadPool(frames), "the thread pool, timers", [], IsWaiting(frames, isNative))
            : new(own.Name, Area.Of(own.Module), [.. Callers(frames)], IsWaiting(frames, isNative));
    }

    // A thread of the pool looks about for work before it sleeps.
    private static string ThreadPool(List<Frame> frames) => frames.Exists(frame => frame.Name is "WorkerThread.WorkerThreadStart") ? "the thread pool, looking for work" : frames[0].Name;

    private static bool IsWaiting(List<Frame> frames, bool isNative) => frames[0].Name == SocketLoop || (isNative && Waits.Contains(frames[0].Name));

    /// <summary>The innermost frames, up to what resumed them: that is below on the stack, and yet did not call them.</summary>
    public static IEnumerable<Frame> Resumed(List<Frame> frames) =>
        frames.TakeWhile(frame => !(frame.Module == BaseLibrary && frame.Full.Contains("AsyncStateMachineBox", StringComparison.Ordinal)));

    private static HashSet<string> Callers(List<Frame> frames) =>
        [.. Resumed(frames).Where(frame => Area.IsOurs(frame.Module) || Area.IsStorage(frame.Module)).Select(frame => frame.Name)];

    public sealed record Frame(string Module, string Name, string Full);
}
