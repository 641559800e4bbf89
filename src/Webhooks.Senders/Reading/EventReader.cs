using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Status;

namespace Webhooks.Senders.Reading;

/// <summary>Reads the events of some types.</summary>
internal interface IEventReader
{
    SenderEvent Read(LedgerEvent found);
}

/// <summary>Reads the events of some types as one record, and says what they change and who should hear of it.</summary>
internal sealed class EventReader<T>(JsonTypeInfo<T> shape, RequiredFields promise) : IEventReader
    where T : class, IBody
{
    private static readonly JsonDocumentOptions AsDeepAsAdmitted = new() { MaxDepth = 256 };

    /// <summary>What such an event says about the state of things.</summary>
    public Func<T, EventContext, IEnumerable<StatusChange>> Changes { get; init; } = (_, _) => [];

    /// <summary>What people should hear of such an event.</summary>
    public Func<T, EventContext, IEnumerable<Notice>> Notices { get; init; } = (_, _) => [];

    public SenderEvent Read(LedgerEvent found)
    {
        try
        {
            using var body = JsonDocument.Parse(WithoutPreamble(found.Body), AsDeepAsAdmitted);
            return body.RootElement.ValueKind == JsonValueKind.Object ? Read(body.RootElement, found) : Unreadable;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    private static SenderEvent Unreadable => new() { IsKnown = true, MissingFields = ["(body)"] };

    private SenderEvent Read(JsonElement body, LedgerEvent found)
    {
        using var fitting = TolerantJsonReader.Of(body, shape);
        var data = JsonSerializer.Deserialize(fitting.Json, shape)!;
        var occasion = new EventContext(found.EventType, found.Key.EventId, found.OccurredAt ?? data.HappenedAt() ?? found.ReceivedAt);
        return new SenderEvent
        {
            IsKnown = true,
            Data = data,
            MissingFields = promise.Broken(fitting),
            Changes = [.. Changes(data, occasion)],
            Notices = [.. Notices(data, occasion)],
        };
    }

    private static ReadOnlyMemory<byte> WithoutPreamble(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
}
