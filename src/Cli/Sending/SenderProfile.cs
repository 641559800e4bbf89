using System.Text.Json;
using System.Text.Json.Serialization;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Schemes;

namespace Cli.Sending;

// What a sender's deliveries look like, besides the signature. The data is in Samples/senders.json; places are header:NAME or json:PATH.
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

    public static SenderProfile Of(SignatureScheme scheme)
    {
        using var stream = typeof(SenderProfile).Assembly.GetManifestResourceStream("senders.json")!;
        var profile = JsonSerializer.Deserialize(stream, ProfilesJson.Default.DictionaryStringSenderProfile)![scheme.Name];
        return scheme is not HmacScheme hmac
            ? profile
            : profile with { EventId = Settable(hmac.EventId), Nonce = Settable(hmac.Nonce) };
    }

    // Null when the whole body is the id.
    public string? EventIdOf(string type) => EventIdByType is null ? EventId : EventIdByType.GetValueOrDefault(type);

    private static string? Settable(IReadOnlyList<FieldLocation> places) => places.SelectMany(place => place.All).Select(place => place switch
    {
        { Header: { } header } => "header:" + header,
        { Path: { } path } => "json:" + path,
        _ => null,
    }).FirstOrDefault(place => place is not null);

    [JsonSerializable(typeof(Dictionary<string, SenderProfile>))]
    private sealed partial class ProfilesJson : JsonSerializerContext;
}
