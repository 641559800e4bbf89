using Proof.Processes;

namespace Proof.Large;

/// <summary>The most memory that a process has while something is done to it.</summary>
internal static class Watch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task<(T Result, long Peak)> DuringAsync<T>(Child child, Func<Task<T>> act)
    {
        var running = act();
        var peak = child.Memory;
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(Interval));
            peak = Math.Max(peak, child.Memory);
        }

        return (await running, peak);
    }
}
