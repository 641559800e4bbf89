using System.Diagnostics.Metrics;
using Webhooks.Receiving;
using Webhooks.Signatures;

namespace Webhooks;

/// <summary>The one meter. Tags hold names from settings and closed sets only, never what a sender writes.</summary>
public sealed class WebhookMetrics : IDisposable
{
    /// <summary>The name exporters subscribe to.</summary>
    public const string MeterName = "Webhooks";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> deliveries;
    private readonly Histogram<double> admissionDuration;
    private readonly Histogram<double> skew;
    private readonly Counter<long> secretUses;
    private readonly Counter<long> attempts;
    private readonly Counter<long> unknownTypes;
    private readonly Histogram<double> lag;
    private readonly Counter<long> redriven;
    private readonly Counter<long> refusedDropped;

    /// <summary>Creates the instruments.</summary>
    public WebhookMetrics()
    {
        deliveries = meter.CreateCounter<long>(ReportedMetrics.Deliveries, "{delivery}", "Deliveries by what was decided about them.");
        admissionDuration = meter.CreateHistogram<double>("webhooks.admission.duration", "s", "Time from arrival to decision.");
        skew = meter.CreateHistogram<double>("webhooks.clock_skew", "s", "This clock minus the sender's, per verified delivery.");
        secretUses = meter.CreateCounter<long>("webhooks.secret.uses", "{delivery}", "Verified deliveries by the secret that matched.");
        attempts = meter.CreateCounter<long>("webhooks.attempts", "{attempt}", "Attempts by how they ended.");
        unknownTypes = meter.CreateCounter<long>("webhooks.events.unknown_type", "{event}", "Events of a type that their sender does not document.");
        lag = meter.CreateHistogram<double>("webhooks.processing.lag", "s", "Time from arrival to Processed.");
        redriven = meter.CreateCounter<long>("webhooks.redriven", "{event}", "Dead letters that an operator put back to work.");
        refusedDropped = meter.CreateCounter<long>("webhooks.refused.dropped", "{delivery}", "Refused deliveries that were not kept, by why not.");
    }

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();

    internal void Admitted(string? source, Admission admission, TimeSpan took)
    {
        var tags = new KeyValuePair<string, object?>[]
        {
            new(ReportedMetrics.Source, source ?? "unknown"),
            new(ReportedMetrics.Admission, admission.GetType().Name),
            new(ReportedMetrics.Reason, (admission as Admission.Refused)?.Why.Reason.ToString()),
        };
        deliveries.Add(1, tags);
        admissionDuration.Record(took.TotalSeconds, tags);
    }

    internal void Verified(string source, Verification.Verified verified)
    {
        secretUses.Add(1, new("source", source), new("fingerprint", verified.By.Fingerprint));
        if (verified.Skew is { } measured)
        {
            skew.Record(measured.TotalSeconds, new KeyValuePair<string, object?>("source", source));
        }
    }

    internal void UnknownType(string source) => unknownTypes.Add(1, new KeyValuePair<string, object?>("source", source));

    internal void Attempted(string source, string ending) => attempts.Add(1, new("source", source), new("ending", ending));

    internal void Processed(string source, TimeSpan sinceArrival) => lag.Record(sinceArrival.TotalSeconds, new KeyValuePair<string, object?>("source", source));

    internal void Redriven(string source) => redriven.Add(1, new KeyValuePair<string, object?>("source", source));

    internal void RefusedDropped(string source, string why) => refusedDropped.Add(1, new("source", source), new("why", why));
}
