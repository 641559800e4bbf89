using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Webhooks.Events;
using Webhooks.Notifying;
using Webhooks.Operating;
using Webhooks.Signatures.Content;
using Webhooks.Status;

namespace Webhooks.Senders.Reading;

internal interface IEventReader
{
    SenderEvent Read(LedgerEvent found);
}

// Reads the events of some types as one record, and derives the status changes and notices.
internal sealed class EventReader<T>(
    JsonTypeInfo<T> shape,
    RequiredFields required,
    Func<T, EventContext, IEnumerable<StatusChange>>? changes = null,
    Func<T, EventContext, IEnumerable<Notice>>? notices = null,
    Func<T, IEnumerable<EventSection>>? sections = null) : IEventReader
    where T : class, IBody
{
    private static readonly SenderEvent Unreadable = new() { IsKnown = true, Breaches = [new("(body)", BreachKind.Mistyped)] };

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    public SenderEvent Read(LedgerEvent found)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonDepth.Limit(JsonRepair.Repair(found.Body)), Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement, found) : Unreadable;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    private SenderEvent Read(JsonElement json, LedgerEvent found)
    {
        using var reader = TolerantJsonReader.Of(json, shape, found.ReceivedAt);
        var body = JsonSerializer.Deserialize(reader.Json, shape)!;
        DateTimeOffset?[] stated = [found.OccurredAt, body.HappenedAt()];
        var plausible = stated.FirstOrDefault(time => time is { } at && StatedTime.IsPlausible(at, found.ReceivedAt));
        var context = new EventContext(found.Key.Source, found.EventType, found.Key.EventId, plausible ?? found.ReceivedAt);
        IReadOnlyList<string> owners = [.. body.Owners().OfType<string>().Select(owner => owner.Trim()).Where(owner => owner.Length > 0).Distinct()];
        return new SenderEvent
        {
            IsKnown = true,
            Owners = owners,
            Data = body,
            Breaches = [.. required.BreachesOf(reader), .. plausible is null && stated.Any(time => time is not null) ? (Breach[])[new("(time)", BreachKind.OutOfRange)] : []],
            Changes = [.. changes?.Invoke(body, context) ?? []],
            Notices = [.. (notices?.Invoke(body, context) ?? []).Select(notice => notice with { Owners = owners })],
            Sections = sections?.Invoke(body) ?? [],
        };
    }
}
