using Webhooks.Senders.Reading;

namespace Webhooks.Senders.NovaVms;

public sealed record AlertData(
    string? AlertId, string? RuleId, string? RuleName, string? TriggerType, string? CameraId, string? CameraName, string? SiteName, string? EventId,
    string? Severity, string? Description) : OpenRecord, IOwned
{
    IEnumerable<string?> IOwned.Owners => [SiteName];
}

/// <summary>A camera recorded something. The manual shows no fields.</summary>
public sealed record RecordedData(string? EventId) : OpenRecord;

/// <summary>A camera went online or offline. The manual shows no fields, so the likely names are accepted, as in the scheme's event id.</summary>
public sealed record CameraStatusData(
    [property: AlsoSpelled("id")] string? CameraId, [property: AlsoSpelled("name")] string? CameraName, [property: AlsoSpelled("site")] string? SiteName,
    [property: AlsoSpelled("new_status")] string? Status, [property: AlsoSpelled("old_status")] string? PreviousStatus) : OpenRecord, IOwned
{
    IEnumerable<string?> IOwned.Owners => [SiteName];
}

/// <summary>A gateway went online or offline, and its cameras with it.</summary>
public sealed record GatewayStatusData(
    [property: AlsoSpelled("id")] string? GatewayId, [property: AlsoSpelled("name")] string? GatewayName, [property: AlsoSpelled("site")] string? SiteName,
    [property: AlsoSpelled("new_status")] string? Status, [property: AlsoSpelled("old_status")] string? PreviousStatus,
    [property: AlsoSpelled("affected_camera_count", "affected_cameras_count", "cameras_affected", "camera_count")] long? AffectedCameras) : OpenRecord, IOwned
{
    IEnumerable<string?> IOwned.Owners => [SiteName];
}
