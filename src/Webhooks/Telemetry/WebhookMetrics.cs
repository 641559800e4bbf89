using System.Diagnostics;
using System.Diagnostics.Metrics;
using Webhooks.Counting;
using Webhooks.Events;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Telemetry;

/// <summary>
/// Tags hold names from settings and closed sets only, never what a sender writes. The counters of the overview and of alerts are changed in the same
/// call, so that both always agree.
/// </summary>
public sealed class WebhookMetrics : IDisposable
{
    public const string MeterName = "Webhooks";

    /// <summary>No source has such a name.</summary>
    private const string Several = "~several";

    private readonly Meter meter = new(MeterName);
    private readonly DeliveryCounters counters;
    private readonly Counter<long> deliveries;
    private readonly Histogram<double> admissionDuration;
    private readonly Histogram<double> skew;
    private readonly Counter<long> secretUses;
    private readonly Counter<long> attempts;
    private readonly Counter<long> unknownTypes;
    private readonly Histogram<double> lag;
    private readonly Counter<long> redriven;
    private readonly Counter<long> refusedDropped;

    public WebhookMetrics(DeliveryCounters counters)
    {
        this.counters = counters;
        deliveries = meter.CreateCounter<long>("webhooks.deliveries", "{delivery}", "Deliveries by what was decided about them.");
        admissionDuration = meter.CreateHistogram<double>("webhooks.admission.duration", "s", "Time from arrival to decision.");
        skew = meter.CreateHistogram<double>("webhooks.clock_skew", "s", "This clock minus the sender's, per verified delivery.");
        secretUses = meter.CreateCounter<long>("webhooks.secret.uses", "{delivery}", "Verified deliveries by the secret that matched.");
        attempts = meter.CreateCounter<long>("webhooks.attempts", "{attempt}", "Attempts by how they ended.");
        unknownTypes = meter.CreateCounter<long>("webhooks.events.unknown_type", "{event}", "Events of a type that their sender does not document.");
        lag = meter.CreateHistogram<double>("webhooks.processing.lag", "s", "Time from arrival to Processed.");
        redriven = meter.CreateCounter<long>("webhooks.redriven", "{event}", "Dead letters that an operator redrove.");
        refusedDropped = meter.CreateCounter<long>("webhooks.refused.dropped", "{delivery}", "Refused deliveries that were not kept, by reason.");
        Notifications = meter.CreateCounter<long>("webhooks.notifications", "{notification}", "Messages that were sent, postponed or failed, and notifications that were folded.");
    }

    /// <summary>The host gets these counts as they come; the others are in the rollups.</summary>
    public Counter<long> Notifications { get; }

    public void Dispose() => meter.Dispose();

    internal void Admitted(string? source, Admission admission, TimeSpan took)
    {
        var tags = new TagList
        {
            { TelemetryNames.Source, source ?? DeliveryCounters.Unknown },
            { TelemetryNames.Admission, admission.GetType().Name },
        };
        if (admission is Admission.Refused refused)
        {
            tags.Add(TelemetryNames.Reason, refused.Why.Code);
        }

        deliveries.Add(1, tags);
        admissionDuration.Record(took.TotalSeconds, tags);
        counters.Admitted(source, admission);
    }

    internal void Verified(string source, Verification.Verified verified)
    {
        secretUses.Add(1, new(TelemetryNames.Source, source), new(TelemetryNames.Secret, verified.By.Fingerprint));
        if (verified.Skew is { } measured)
        {
            skew.Record(measured.TotalSeconds, Of(source));
            counters.Skewed(source, measured);
        }
    }

    public void UnknownType(string source) => unknownTypes.Add(1, Of(source));

    internal void Processed(string source, TimeSpan sinceArrival)
    {
        Attempted(source, "processed");
        lag.Record(sinceArrival.TotalSeconds, Of(source));
        counters.Processed(source, sinceArrival);
    }

    internal void Postponed(string source)
    {
        Attempted(source, "postponed");
        counters.Postponed(source);
    }

    internal void DeadLettered(string source)
    {
        Attempted(source, "dead-lettered");
        counters.DeadLettered(source);
    }

    internal void LostClaim(string source) => Attempted(source, "lost");

    internal void Redriven(string source) => redriven.Add(1, Of(source));

    internal void RefusedDropped(string source, string reason) => refusedDropped.Add(1, new(TelemetryNames.Source, source), new(TelemetryNames.DropReason, reason));

    /// <param name="source">Null when the message is about several.</param>
    internal void Notified(string? source, string channel, string outcome) => Notifications.Add(
        1, new(TelemetryNames.Source, source ?? Several), new(TelemetryNames.Channel, channel), new(TelemetryNames.Outcome, outcome));

    private void Attempted(string source, string ending) => attempts.Add(1, new(TelemetryNames.Source, source), new(TelemetryNames.Ending, ending));

    private static KeyValuePair<string, object?> Of(string source) => new(TelemetryNames.Source, source);
}
