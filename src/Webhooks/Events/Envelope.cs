using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Events;

/// <summary>The queue message: names one or more events of one partition of the ledger, in order of arrival.</summary>
public sealed partial class Envelope
{
    /// <summary>Most events of one message. With 16, a message costs each of them a sixteenth; a message that comes back repeats no more than that.</summary>
    public const int MostEvents = 16;

    /// <summary>Bytes of a message: a queue's 64 KiB, also should it be written as Base64.</summary>
    public const int MostBytes = 48 * 1024;

    // Both forms are read. An instance of the version before knows only the first, and does as with any message that it cannot read; the sweep
    // finds the events. So a message with one event keeps that form.
    private const int OneEvent = 1;
    private const int SeveralEvents = 2;

    // The property names, and the source, which settings keep far shorter.
    private const int MostFrame = 512;
    private const int MostNames = 64;

    // The serializer writes ASCII only: six bytes, \u1234, for each other character.
    private const int MostBytesPerCharacter = 6;

    private Envelope(IReadOnlyList<EnvelopeEntry> entries) => Entries = entries;

    /// <summary>At least one; all of one partition, each event once.</summary>
    public IReadOnlyList<EnvelopeEntry> Entries { get; }

    /// <summary>The envelope of an event. Without the length of its body it travels alone.</summary>
    public static Envelope For(EventKey key, string? traceParent, int? bodyLength = null) => new([new(key, traceParent) { BodyLength = bodyLength }]);

    /// <summary>The envelope of an event that may have another message.</summary>
    public static Envelope ForRepeat(EventKey key, string? traceParent) => new([new(key, traceParent) { IsRepeat = true }]);

    /// <summary>The fewest envelopes that hold these events: of one partition each, in order, and within the limits of a message.</summary>
    /// <param name="most">Events of one envelope, up to <see cref="MostEvents" />.</param>
    public static IReadOnlyList<Envelope> Of(IEnumerable<EnvelopeEntry> entries, int most = MostEvents)
    {
        var envelopes = new List<Envelope>();
        foreach (var partition in entries.DistinctBy(entry => entry.Key).GroupBy(entry => (entry.Key.Source, entry.Key.Shard)))
        {
            // Listed as soon as it has a first event, so that messages are in order, too.
            List<EnvelopeEntry>? shared = null;
            var bytes = 0;
            foreach (var entry in partition)
            {
                if (!entry.IsShared)
                {
                    envelopes.Add(new([entry]));
                    continue;
                }

                var size = MostNames + (MostBytesPerCharacter * (entry.Key.EventId.Length + (entry.TraceParent?.Length ?? 0)));
                if (shared is null || shared.Count == most || bytes + size > MostBytes)
                {
                    (shared, bytes) = ([], MostFrame);
                    envelopes.Add(new(shared));
                }

                shared.Add(entry);
                bytes += size;
            }
        }

        return envelopes;
    }

    /// <summary>The envelope as JSON.</summary>
    public string Write() => JsonText.Plain.Write(this, static (json, envelope) => envelope.Write(json), Encoding.UTF8.GetString);

    private void Write(Utf8JsonWriter json)
    {
        var (of, isOne) = (Entries[0].Key, Entries.Count == 1);
        json.WriteStartObject();
        json.WriteNumber("version", isOne ? OneEvent : SeveralEvents);
        json.WriteString("source", of.Source);
        if (of.Shard is { } shard)
        {
            json.WriteNumber("shard", shard);
        }

        if (isOne)
        {
            WriteEvent(json, Entries[0]);
        }
        else
        {
            json.WriteStartArray("events");
            foreach (var entry in Entries)
            {
                json.WriteStartObject();
                WriteEvent(json, entry);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Reads an envelope; null when the text is none, or of a version this program does not know.</summary>
    public static Envelope? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, EnvelopeJson.Default.Message) switch
            {
                { Version: OneEvent, Source.Length: > 0, EventId: { Length: > 0 } id, Events: null } one => Of(one, [new(id, one.TraceParent, one.Repeat)]),
                { Version: SeveralEvents, Source.Length: > 0, EventId: null, Events: { Count: > 0 } events } several when events.All(named => named is { EventId.Length: > 0 }) => Of(several, events!),
                _ => null,
            };
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            // ArgumentException: half a surrogate pair is no text to read JSON from.
            return null;
        }
    }

    private static Envelope Of(Message message, IEnumerable<Named> events) => new(
        [.. events.DistinctBy(named => named.EventId).Select(named => new EnvelopeEntry(new(message.Source!, message.Shard, named.EventId!), named.TraceParent) { IsRepeat = named.Repeat == true })]);

    private static void WriteEvent(Utf8JsonWriter json, EnvelopeEntry entry)
    {
        json.WriteString("eventId", entry.Key.EventId);
        if (entry.TraceParent is { } trace)
        {
            json.WriteString("traceParent", trace);
        }

        if (entry.IsRepeat)
        {
            json.WriteBoolean("repeat", true);
        }
    }

    private sealed record Message(int Version, string? Source, int? Shard, string? EventId, string? TraceParent, bool? Repeat, IReadOnlyList<Named?>? Events);

    private sealed record Named(string? EventId, string? TraceParent, bool? Repeat);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Message))]
    private sealed partial class EnvelopeJson : JsonSerializerContext;
}
