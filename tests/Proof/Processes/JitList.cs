using System.Diagnostics.Tracing;

internal sealed class JitList : EventListener
{
    public static readonly List<string> Methods = [];

    protected override void OnEventSourceCreated(EventSource source)
    {
        if (source.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(source, EventLevel.Verbose, (EventKeywords)0x10);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs e)
    {
        if (e.EventName!.StartsWith("MethodLoadVerbose", StringComparison.Ordinal))
        {
            var flags = (uint)e.Payload![5]!;
            lock (Methods)
            {
                Methods.Add($"{e.TimeStamp:ss.fff}\t{flags:x}\t{e.Payload[4]}\t{e.Payload[6]}.{e.Payload[7]} {e.Payload[8]}");
            }
        }
    }
}
