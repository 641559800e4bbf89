using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Webhooks.Notifying;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ChannelMessage))]
[JsonSerializable(typeof(MessageCall))]
[JsonSerializable(typeof(MessageThread))]
[JsonSerializable(typeof(Notification))]
internal sealed partial class NotifyingJson : JsonSerializerContext
{
    // A letter beyond ASCII takes one character, not six, of a row and a queue message.
    public static NotifyingJson Compact => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    // Null when the text is something else.
    public static T? TryRead<T>(string text, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
