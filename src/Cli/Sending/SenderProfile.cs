using System.Text.Json;
using System.Text.Json.Serialization;
using Webhooks.Signatures.Presets;
using Webhooks.Signatures.Schemes;

namespace Cli.Sending;

// What a person needs to know of a sender that is a class and not a preset.
internal sealed record SenderFacts(string Title, string Secret, string Address, IReadOnlyList<string> Sources)
{
    public string? Algorithm { get; init; }

    public string? Time { get; init; }

    public string? EventId { get; init; }
}

// What a sender's deliveries look like, besides the signature. The data is in the preset's file, else in Samples/senders.json; places
// are header:NAME or json:PATH.
internal sealed partial record SenderProfile
{
    public required string Default { get; init; }

    public required string NewEventId { get; init; }

    public string? EventId { get; init; }

    // For senders without a common place of the event id.
    public IReadOnlyDictionary<string, string>? EventIdByType { get; init; }

    public string? Nonce { get; init; }

    // The field of the body that the signed time must equal.
    public string? Time { get; init; }

    public string? Type { get; init; }

    // Besides those of the signature. A header whose value is empty is not sent.
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    // Null in presets, which have facts of their own.
    public SenderFacts? Facts { get; init; }

    public static SenderProfile Of(SignatureScheme scheme, PresetCatalog presets)
    {
        var profile = Named(scheme.Name, presets);
        if (scheme is not ConfiguredScheme hmac)
        {
            return profile;
        }

        var parts = hmac.Given.Over(presets.Find(scheme.Name)?.Scheme ?? new());
        return profile with { EventId = Place(parts.EventId), Nonce = Place(parts.Nonce), Type = Place(parts.EventType, "json:") };
    }

    // Of any name in the catalogue.
    public static SenderProfile Named(string scheme, PresetCatalog presets)
    {
        if (presets.Find(scheme)?.Samples is { } samples)
        {
            return new SenderProfile { Default = samples.Default, NewEventId = samples.NewEventId, Headers = samples.Headers };
        }

        using var stream = typeof(SenderProfile).Assembly.GetManifestResourceStream("senders.json")!;
        return JsonSerializer.Deserialize(stream, ProfilesJson.Default.DictionaryStringSenderProfile)![scheme];
    }

    // Null when the whole body is the id.
    public string? EventIdOf(string type) => EventIdByType is null ? EventId : EventIdByType.GetValueOrDefault(type);

    // The first that can be filled in: of alternatives, and of an id's parts.
    private static string? Place(string? places, params string[] kinds) => (places ?? "")
        .Split([',', '+'], StringSplitOptions.TrimEntries)
        .FirstOrDefault(place => (kinds.Length > 0 ? kinds : ["header:", "json:"]).Any(kind => place.StartsWith(kind, StringComparison.Ordinal)));

    [JsonSerializable(typeof(Dictionary<string, SenderProfile>))]
    private sealed partial class ProfilesJson : JsonSerializerContext;
}
