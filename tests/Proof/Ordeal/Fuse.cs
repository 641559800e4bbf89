using System.Diagnostics;

namespace Proof.Ordeal;

/// <summary>Ends its own process, as <c>kill -9</c> does, when a step is taken for the n-th time. No code runs after it.</summary>
internal sealed class Fuse(string? step, int times, Diary diary)
{
    private int left = times;

    public void Pass(string taken)
    {
        if (taken == step && Interlocked.Decrement(ref left) == 0)
        {
            // A write to a file outlives the process that made it.
            diary.Write(Entry.Died, taken);
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
