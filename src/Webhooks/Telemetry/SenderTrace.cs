using System.Diagnostics;
using Webhooks.Signatures.Deliveries;

namespace Webhooks.Telemetry;

/// <summary>
/// The trace context that came with a delivery. Anybody can write one, so it is worth a link and never a parent: it neither names our traces
/// nor says whether they are recorded.
/// <see href="https://www.w3.org/TR/trace-context/#traceparent-header" />
/// </summary>
internal static class SenderTrace
{
    /// <summary>The context in <c>traceparent</c>; null when there is none, more than one, or none in the standard's form.</summary>
    public static ActivityContext? Read(DeliveryHeaders headers) =>
        !headers.IsRepeated("traceparent") && ActivityContext.TryParse(headers.Find("traceparent"), null, isRemote: true, out var context) ? context : null;

    /// <summary>It in the standard's form, made anew: what is kept is ours, whatever the header held.</summary>
    public static string? Write(ActivityContext? context) =>
        context is { } known ? $"00-{known.TraceId}-{known.SpanId}-{(known.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00")}" : null;
}
