using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.NovaVms;

// The sender reports when a rule matches and never when it no longer does, so a rule on the board is not unhealthy, only counted.
internal static class Alerts
{
    public static IEnumerable<StatusChange> Fired(NovaVmsEvent<AlertData> body, EventContext context)
    {
        if (body.Data is { RuleId: { Length: > 0 } rule } data)
        {
            yield return new StatusChange("alert-rule", rule, "fired", context.At, $"{RuleOf(data)} matched on {CameraOf(data)}")
            {
                Counts = true,
                Details = Format.Details(("severity", data.Severity), ("camera", data.CameraName), ("site", data.SiteName), ("trigger_type", data.TriggerType)),
            };
        }
    }

    // The notice belongs to no status row: an alert that arrives after a newer one of its rule is still an alert.
    public static IEnumerable<Notice> About(NovaVmsEvent<AlertData> body, EventContext context)
    {
        var (data, camera) = (body.Data, CameraOf(body.Data));
        var description = SafeText.Of(data?.Description ?? "", longest: 300);
        yield return NovaVmsRules.Alert.Notice(
            data?.RuleId is { Length: > 0 } rule ? $"alert-rule {Printable.Of(rule)} on camera {SafeText.First(data.CameraId) ?? "unknown"}" : context.Subject,
            $"{RuleOf(data)} on {camera}",
            $"{(description.Length > 0 ? SafeText.Sentence(description) : "The rule matched.")} At {Format.Time(context.At)} on {camera}. Severity {SafeText.First(data?.Severity) ?? "not given"}.",
            "Look at the recording in NovaVMS" + (SafeText.First(data?.EventId) is { } recorded ? $" (event {recorded})" : "") + " and act on what it shows.") with
        {
            Severity = SeverityOf(data?.Severity),
        };
    }

    private static Severity SeverityOf(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "info" or "low" => Severity.Info,
        "high" or "error" => Severity.Error,
        "critical" => Severity.Critical,
        // The manual shows only "warning"; an unknown word is reported, but calls nobody.
        _ => Severity.Warning,
    };

    private static string RuleOf(AlertData? data) => SafeText.First(data?.RuleName) is { } name ? $"Alert \"{name}\"" : "An alert";

    private static string CameraOf(AlertData? data) => Devices.Named("camera", data?.CameraName, data?.CameraId, data?.SiteName);
}
