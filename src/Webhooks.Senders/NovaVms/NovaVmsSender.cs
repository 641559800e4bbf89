using System.Text.Json.Serialization.Metadata;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.NovaVms;

// The events of NovaVMS: four types, of which the manual shows the fields of one. Of the others only what their description implies is
// required.
// https://novavms-manual.novalien.com/developer/webhooks/event-types/
internal sealed class NovaVmsSender : ISender
{
    private static readonly NovaVmsJson Json = NovaVmsJson.Default;

    private static readonly Dictionary<string, IEventReader> Types = new()
    {
        ["alert"] = Of(
            Json.AlertEvent,
            "alert_id rule_id rule_name trigger_type camera_id camera_name site_name event_id severity description", Alerts.Fired, Alerts.About),
        ["event"] = Of(Json.RecordedEvent, "event_id"),
        ["camera_status"] = Of(Json.CameraStatusEvent, "camera_id status", Devices.Changed, Devices.About),
        ["gateway_status"] = Of(Json.GatewayStatusEvent, "gateway_id status affected_cameras", Devices.Changed, Devices.About),
    };

    public string Scheme => "novavms";

    public IReadOnlyList<NotificationRule> Rules => NovaVmsRules.All;

    public SenderEvent Read(LedgerEvent found) => Types.GetValueOrDefault(found.EventType)?.Read(found) ?? new SenderEvent { IsKnown = false };

    private static EventReader<NovaVmsEvent<T>> Of<T>(
        JsonTypeInfo<NovaVmsEvent<T>> shape, string required,
        Func<NovaVmsEvent<T>, EventContext, IEnumerable<StatusChange>>? changes = null, Func<NovaVmsEvent<T>, EventContext, IEnumerable<Notice>>? notices = null)
        where T : OpenRecord =>
        new(shape, new RequiredFields("event_type timestamp webhook_id data", required), changes, notices);
}
