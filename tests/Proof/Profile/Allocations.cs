using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace Proof.Profile;

/// <summary>Who allocates. The runtime tells it once for about each 100 KB, with the stack of who asked for the last of them.</summary>
internal static class Allocations
{
    /// <summary>Bytes by the innermost method of ours, and where there is none by what the allocating library belongs to.</summary>
    public static IReadOnlyDictionary<string, long> Read(TraceLog log)
    {
        var bytes = new Dictionary<string, long>();
        foreach (var tick in log.Events.Select(data => data as GCAllocationTickTraceData).OfType<GCAllocationTickTraceData>())
        {
            var frames = Samples.Frames(tick);
            var by = Samples.Resumed(frames).FirstOrDefault(frame => Area.IsOurs(frame.Module))?.Name ?? (frames.Count == 0 ? "unknown" : Area.Of(Samples.Allocator(frames).Module));
            bytes[by] = bytes.GetValueOrDefault(by) + tick.AllocationAmount64;
        }

        return bytes;
    }
}
