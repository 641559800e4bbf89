using System.Text.Json;

namespace Webhooks.Signatures.Presets;

/// <summary>Sample deliveries. Texts hold placeholders such as <c>{{eventId}}</c>, <c>{{type}}</c>, <c>{{iso}}</c> and <c>{{uuid:name}}</c>.</summary>
public sealed record PresetSamples
{
    /// <summary>The type that is sent when none is named.</summary>
    public required string Default { get; init; }

    /// <summary>A new event id as the sender writes them.</summary>
    public string NewEventId { get => field ?? "{{uuid}}"; init; }

    /// <summary>Besides those of the signature.</summary>
    public IReadOnlyDictionary<string, string> Headers { get => field ?? new Dictionary<string, string>(); init; }

    /// <summary>Bodies by event type: JSON, or a string that is the body as it is sent.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Bodies { get; init; }
}
