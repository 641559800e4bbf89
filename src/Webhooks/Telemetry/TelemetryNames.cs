namespace Webhooks.Telemetry;

// Attributes of spans and metrics. https://opentelemetry.io/docs/specs/semconv/general/naming/
internal static class TelemetryNames
{
    public const string Source = "webhooks.source";
    public const string Admission = "webhooks.admission";
    public const string Reason = "webhooks.refusal.reason";

    // In spans only, never in metrics, like the type.
    public const string EventId = "webhooks.event.id";
    public const string EventType = "webhooks.event.type";
    public const string Attempt = "webhooks.attempt";
    public const string Ending = "webhooks.attempt.ending";
    public const string Secret = "webhooks.secret.fingerprint";
    public const string DropReason = "webhooks.drop.reason";
    public const string Rule = "webhooks.rule";
    public const string Channel = "webhooks.channel";
    public const string Outcome = "webhooks.outcome";
}
