using System.Diagnostics;
using Proof.Load;
using Proof.Processes;

namespace Proof.Speed;

/// <summary>Runs a load and takes from the processes that share the machine what each has used meanwhile.</summary>
internal static class Measure
{
    public static async Task<Outcome> OfAsync(Storage storage, IContender contender, Func<Task<Outcome>> load)
    {
        var (allocated, processor, below, clients) = (contender.Allocated, contender.Processor, storage.Processor, OfThisProcess());
        var outcome = await load();
        (outcome.Processor, outcome.Allocated) = (contender.Processor - processor, contender.Allocated - allocated);
        (outcome.Storage, outcome.Clients) = (storage.Processor - below, OfThisProcess() - clients);
        return outcome;
    }

    /// <summary>Processor time that this process has used so far.</summary>
    public static TimeSpan OfThisProcess()
    {
        using var own = Process.GetCurrentProcess();
        return own.TotalProcessorTime;
    }
}
