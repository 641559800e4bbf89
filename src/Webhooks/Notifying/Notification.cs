using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Notifying;

/// <summary>A message to people on its way to the channels: what the notification queue carries.</summary>
/// <param name="Version">The form of the message; a reader that does not know it must not guess.</param>
/// <param name="Id">Makes a repeat recognisable: the same event and rule give the same id.</param>
/// <param name="Source">The source it is about.</param>
/// <param name="EventId">The event that said so; null for the receiver's own.</param>
/// <param name="At">When it happened.</param>
/// <param name="Notice">What to say.</param>
public sealed partial record Notification(int Version, string Id, string Source, string? EventId, DateTimeOffset At, Notice Notice)
{
    /// <summary>The only version there is.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Where the event can be looked at; null when no base address is configured.</summary>
    public string? Link { get; init; }

    /// <summary>The channel that this copy is for: each has its own message, so that none waits for another.</summary>
    public string? Channel { get; init; }

    /// <summary>W3C trace context of what led to it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What notifications are folded by.</summary>
    [JsonIgnore]
    public string Fingerprint => $"{Source}|{Notice.Rule}|{Notice.Subject}";

    /// <summary>The notification as JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, NotificationJson.Default.Notification);

    /// <summary>Reads a notification; null when the text is none of a known version.</summary>
    public static Notification? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, NotificationJson.Default.Notification) is { Version: CurrentVersion, Notice: not null } notification ? notification : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(Notification))]
    private sealed partial class NotificationJson : JsonSerializerContext;
}
