using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Notifying;

/// <summary>The doorbell of a message that waits to be sent: what it says stands in the ledger.</summary>
/// <param name="Version">The form of the call; a reader that does not know it must not guess.</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="MessageId">The message.</param>
/// <param name="TraceParent">W3C trace context of what led to it.</param>
public sealed partial record MessageCall(int Version, string Channel, string MessageId, string? TraceParent = null)
{
    /// <summary>The only version there is.</summary>
    public const int CurrentVersion = 1;

    /// <summary>A call of the current version.</summary>
    public static MessageCall For(string channel, string messageId) => new(CurrentVersion, channel, messageId, Activity.Current?.Id);

    /// <summary>The call as JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, CallJson.Default.MessageCall);

    /// <summary>Reads a call; null when the text is none of a known version.</summary>
    public static MessageCall? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, CallJson.Default.MessageCall) is { Version: CurrentVersion, Channel.Length: > 0, MessageId.Length: > 0 } call ? call : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(MessageCall))]
    private sealed partial class CallJson : JsonSerializerContext;
}
