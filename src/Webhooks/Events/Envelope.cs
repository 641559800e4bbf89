using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Events;

/// <summary>The queue message: a pointer into the ledger, far below the queue's 64 KiB.</summary>
/// <param name="Version">The form of the envelope; see <see cref="CurrentVersion" />.</param>
/// <param name="Source">The source's name.</param>
/// <param name="Shard">The source's partition at admission; it stays right when the setting changes.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="TraceParent">W3C trace context of the delivery, so that its processing belongs to the same trace.</param>
public sealed partial record Envelope(int Version, string Source, int? Shard, string EventId, string? TraceParent = null)
{
    /// <summary>The only version there is. A reader that does not know a version must not guess.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The ledger key it points at.</summary>
    [JsonIgnore]
    public EventKey Key => new(Source, Shard, EventId);

    /// <summary>The envelope of an event.</summary>
    public static Envelope For(EventKey key, string? traceParent) => new(CurrentVersion, key.Source, key.Shard, key.EventId, traceParent);

    /// <summary>The envelope as JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, EnvelopeJson.Default.Envelope);

    /// <summary>Reads an envelope; null when the text is none, or of a version this program does not know.</summary>
    public static Envelope? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, EnvelopeJson.Default.Envelope) is { Version: CurrentVersion, Source.Length: > 0, EventId.Length: > 0 } envelope
                ? envelope
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            // ArgumentException: half a surrogate pair is no text to read JSON from.
            return null;
        }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Envelope))]
    private sealed partial class EnvelopeJson : JsonSerializerContext;
}
