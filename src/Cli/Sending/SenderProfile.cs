using System.Text.Json;
using System.Text.Json.Serialization;
using Webhooks.Signatures.Content;
using Webhooks.Signatures.Schemes;

namespace Cli.Sending;

/// <summary>What the tool knows of a sender beyond how it signs; data in Samples/senders.json.</summary>
internal sealed partial record SenderProfile
{
    /// <summary>The event type that shows the sender best.</summary>
    public required string Default { get; init; }

    /// <summary>The form of a fresh event id.</summary>
    public required string NewEventId { get; init; }

    /// <summary>Where the event id stands.</summary>
    public string? EventId { get; init; }

    /// <summary>Where it stands for senders that have one id per type and none for all.</summary>
    public IReadOnlyDictionary<string, string>? EventIdByType { get; init; }

    /// <summary>Where the nonce stands, for senders that sign one.</summary>
    public string? Nonce { get; init; }

    /// <summary>The field of the body that the signed time must equal.</summary>
    public string? Time { get; init; }

    /// <summary>Where the body names its type.</summary>
    public string? Type { get; init; }

    /// <summary>Headers that the sender sets besides those of the signature; one whose value comes out empty is not sent.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The profile of a scheme. Every scheme in the catalog has one.</summary>
    public static SenderProfile Of(SignatureScheme scheme)
    {
        using var stream = typeof(SenderProfile).Assembly.GetManifestResourceStream("senders.json")!;
        var profile = JsonSerializer.Deserialize(stream, ProfilesJson.Default.DictionaryStringSenderProfile)![scheme.Name];
        return scheme is not HmacScheme hmac
            ? profile
            : profile with { EventId = Settable(hmac.EventId), Nonce = Settable(hmac.Nonce) };
    }

    /// <summary>Where the event id of this type stands; null when the body as a whole is its id.</summary>
    public string? EventIdOf(string type) => EventIdByType is null ? EventId : EventIdByType.GetValueOrDefault(type);

    private static string? Settable(IReadOnlyList<FieldLocation> places) => places.Select(place => place switch
    {
        { Header: { } header } => "header:" + header,
        { Path: { } path } => "json:" + path,
        _ => null,
    }).FirstOrDefault(place => place is not null);

    [JsonSerializable(typeof(Dictionary<string, SenderProfile>))]
    private sealed partial class ProfilesJson : JsonSerializerContext;
}
