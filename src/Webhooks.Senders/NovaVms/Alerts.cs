using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.NovaVms;

/// <summary>Alerts. The sender says when a rule matches and never when it no longer does, so a rule on the board is not wrong, only counted.</summary>
internal static class Alerts
{
    public static IEnumerable<StatusChange> Fired(NovaVmsEvent<AlertData> said, EventContext on)
    {
        if (said.Data is { RuleId: { Length: > 0 } rule } data)
        {
            yield return new StatusChange("alert-rule", rule, "fired", on.At, $"{RuleOf(data)} matched on {Devices.Named("camera", data.CameraName, data.CameraId, data.SiteName)}")
            {
                Counts = true,
                Details = Format.Details(("severity", data.Severity), ("camera", data.CameraName), ("site", data.SiteName), ("trigger_type", data.TriggerType)),
            };
        }
    }

    // No status row stands behind the notice: an alert that arrives after a newer one of its rule is still an alert.
    public static IEnumerable<Notice> About(NovaVmsEvent<AlertData> said, EventContext on)
    {
        var data = said.Data;
        var camera = Devices.Named("camera", data?.CameraName, data?.CameraId, data?.SiteName);
        var description = Plain.Of(data?.Description ?? "", longest: 300);
        yield return NovaVmsRules.Alert.Notice(
            data?.RuleId is { Length: > 0 } rule ? $"alert-rule {Printable.Of(rule)} on camera {Plain.First(data.CameraId) ?? "unknown"}" : $"event {Printable.Of(on.EventId)}",
            $"{RuleOf(data)} on {camera}",
            $"{(description.Length > 0 ? Plain.Sentence(description) : "The rule matched.")} At {Format.Time(on.At)} on {camera}. Severity {Plain.First(data?.Severity) ?? "not given"}.",
            "Look at the recording in NovaVMS" + (Plain.First(data?.EventId) is { } recorded ? $" (event {recorded})" : "") + " and act on what it shows.") with
        {
            Severity = SeverityOf(data?.Severity),
        };
    }

    private static Severity SeverityOf(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "info" or "low" => Severity.Info,
        "high" or "error" => Severity.Error,
        "critical" => Severity.Critical,
        // The manual shows "warning" only; a word nobody knows is not a reason to keep quiet, nor to wake someone.
        _ => Severity.Warning,
    };

    private static string RuleOf(AlertData? data) => Plain.First(data?.RuleName) is { } name ? $"Alert \"{name}\"" : "An alert";
}
