using System.Text.Json.Serialization.Metadata;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.NovaVms;

/// <summary>
/// The events of NovaVMS: four types, of which the manual shows the fields of one. Of the others only what their description implies
/// is promised.
/// <see href="https://novavms-manual.novalien.com/developer/webhooks/event-types/" />
/// </summary>
public sealed class NovaVmsSender : ISender
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

    /// <inheritdoc />
    public string Scheme => "novavms";

    /// <inheritdoc />
    public IReadOnlyList<NotificationRule> Rules => NovaVmsRules.All;

    /// <inheritdoc />
    public SenderEvent Read(LedgerEvent found) => Types.GetValueOrDefault(found.EventType)?.Read(found) ?? new SenderEvent { IsKnown = false };

    private static EventReader<NovaVmsEvent<T>> Of<T>(
        JsonTypeInfo<NovaVmsEvent<T>> shape, string promised,
        Func<NovaVmsEvent<T>, EventContext, IEnumerable<StatusChange>>? changes = null, Func<NovaVmsEvent<T>, EventContext, IEnumerable<Notice>>? notices = null)
        where T : OpenRecord =>
        new(shape, RequiredFields.Of("event_type timestamp webhook_id data", promised)) { Changes = changes ?? ((_, _) => []), Notices = notices ?? ((_, _) => []) };
}
