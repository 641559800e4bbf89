using System.Diagnostics;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Telemetry;

// The trace context that came with a delivery. Anyone can write one, so it is worth a link and never a parent.
// https://www.w3.org/TR/trace-context/#traceparent-header
internal static class SenderTrace
{
    public static ActivityContext? Read(DeliveryHeaders headers) =>
        !headers.Differ("traceparent") && ActivityContext.TryParse(headers.Find("traceparent"), null, isRemote: true, out var context) ? context : null;

    // In the standard's form: what is stored is ours, whatever the header held.
    public static string? Write(ActivityContext? context) =>
        context is { } known ? $"00-{known.TraceId}-{known.SpanId}-{(known.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00")}" : null;
}
