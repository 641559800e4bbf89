using System.Diagnostics;
using Webhooks.Events;

namespace Webhooks.Telemetry;

/// <summary>
/// The spans of a delivery: receive, process, notify. Ledger and queues carry the trace context, so that they are one trace. <see
/// href="https://www.w3.org/TR/trace-context/" />
/// </summary>
public static class WebhookTrace
{
    public const string SourceName = "Webhooks";
    private static readonly ActivitySource Source = new(SourceName);

    internal static Activity? Receive(ActivityContext? sender)
    {
        // A sender can write any trace context, also one that says "do not record". Only a recorded span of the host around this one is its
        // parent; anything else is linked. In the worker there is none: only the header.
        var current = Activity.Current;
        if (current is { Recorded: false })
        {
            Activity.Current = null;
        }

        // To look for links costs each delivery something; without a listener there is no span.
        return !Source.HasListeners() ? null : Source.StartActivity(
            ActivityKind.Server, name: "webhook receive", links: Links(current is { Recorded: true } ? current.TraceId : null, current?.Context, sender));
    }

    internal static Activity? Process(LedgerEvent claimed) => Continue("webhook process", claimed.TraceParent, claimed.SenderTrace)
        ?.SetTag(TelemetryNames.Source, claimed.Key.Source)
        .SetTag(TelemetryNames.EventId, Printable.Of(claimed.Key.EventId))
        .SetTag(TelemetryNames.EventType, Printable.Of(claimed.EventType))
        .SetTag(TelemetryNames.Attempt, claimed.Attempts);

    internal static Activity? Notify(string source, string rule, string? channel, string? traceParent) => Continue("webhook notify", traceParent)
        ?.SetTag(TelemetryNames.Source, source)
        .SetTag(TelemetryNames.Rule, rule)
        .SetTag(TelemetryNames.Channel, channel);

    internal static Activity? Send(string channel, string? traceParent) => Continue("webhook notify again", traceParent)?.SetTag(TelemetryNames.Channel, channel);

    internal static void Decided(this Activity? activity, string? source, Admission admission) => activity
        ?.SetTag(TelemetryNames.Source, source)
        .SetTag(TelemetryNames.Admission, admission.GetType().Name)
        .SetTag(TelemetryNames.EventId, admission is Admission.Accepted accepted ? Printable.Of(accepted.EventId) : null)
        .SetTag(TelemetryNames.Reason, (admission as Admission.Refused)?.Why.Code)
        .SetStatus(admission is Admission.Unavailable ? ActivityStatusCode.Error : ActivityStatusCode.Unset);

    // The current span, the host's for this message, belongs to another trace: it is linked.
    private static Activity? Continue(string name, string? traceParent, string? senderTrace = null)
    {
        var (current, sender) = (Activity.Current?.Context, Parse(senderTrace));
        return Parse(traceParent) is { } parent
            ? Source.StartActivity(ActivityKind.Consumer, parent, links: Links(parent.TraceId, current, sender), name: name)
            : Source.StartActivity(ActivityKind.Consumer, name: name, links: Links(current?.TraceId, sender));
    }

    private static ActivityContext? Parse(string? traceParent) => ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : null;

    // Within one trace the parent is enough, and two links into another trace say no more than one.
    private static IEnumerable<ActivityLink> Links(ActivityTraceId? own, params IEnumerable<ActivityContext?> contexts) =>
        contexts.OfType<ActivityContext>().Where(context => context.TraceId != own).DistinctBy(context => context.TraceId).Select(context => new ActivityLink(context));
}
