namespace Webhooks.Telemetry;

/// <summary>
/// Attributes of spans and metrics, as OpenTelemetry names such things: a namespace, lower case, dots.
/// <see href="https://opentelemetry.io/docs/specs/semconv/general/naming/" />
/// </summary>
internal static class TelemetryNames
{
    /// <summary>The source, by its configured name.</summary>
    public const string Source = "webhooks.source";

    /// <summary>What was decided about a delivery.</summary>
    public const string Admission = "webhooks.admission";

    /// <summary>The code of a refusal.</summary>
    public const string Reason = "webhooks.refusal.reason";

    /// <summary>The event's id; in spans only, never in metrics.</summary>
    public const string EventId = "webhooks.event.id";

    /// <summary>The event's type; in spans only, since senders write it.</summary>
    public const string EventType = "webhooks.event.type";

    /// <summary>The number of the attempt, from 1.</summary>
    public const string Attempt = "webhooks.attempt";

    /// <summary>How an attempt ended.</summary>
    public const string Ending = "webhooks.attempt.ending";

    /// <summary>The fingerprint of the secret that verified.</summary>
    public const string Secret = "webhooks.secret.fingerprint";

    /// <summary>Why a refused delivery was not kept.</summary>
    public const string DropReason = "webhooks.drop.reason";

    /// <summary>The rule that had something to tell.</summary>
    public const string Rule = "webhooks.rule";

    /// <summary>The channel by which people are told.</summary>
    public const string Channel = "webhooks.channel";
}
