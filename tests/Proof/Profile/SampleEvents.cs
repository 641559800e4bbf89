using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace Proof.Profile;

/// <summary>What the runtime is asked to tell: stacks, the names of the methods in them, and who allocates.</summary>
internal static class SampleEvents
{
    public static EventPipeProvider Sampler { get; } = new("Microsoft-DotNETCore-SampleProfiler", EventLevel.Informational);

    public static EventPipeProvider Runtime { get; } = new(
        ClrTraceEventParser.ProviderName, EventLevel.Verbose, (long)(ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.Jit | ClrTraceEventParser.Keywords.Loader | ClrTraceEventParser.Keywords.NGen));
}
