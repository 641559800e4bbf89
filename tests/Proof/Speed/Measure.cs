using Proof.Load;

namespace Proof.Speed;

/// <summary>Runs a load and takes from the contender's process what it has used meanwhile.</summary>
internal static class Measure
{
    public static async Task<Outcome> OfAsync(IContender contender, Func<Task<Outcome>> load)
    {
        var (allocated, processor) = (contender.Allocated, contender.Processor);
        var outcome = await load();
        (outcome.Processor, outcome.Allocated) = (contender.Processor - processor, contender.Allocated - allocated);
        return outcome;
    }
}
