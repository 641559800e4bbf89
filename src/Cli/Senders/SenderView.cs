using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Cli.Senders;

// What is known of a sender: a preset, or a scheme that is a class. Also the line of `hook presets --json`.
internal sealed partial record SenderView
{
    // As in Sources__<name>__Scheme.
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Algorithm { get; init; }

    // Where the signature is: a header, query:NAME, json:PATH or form:NAME.
    public required string SignatureIn { get; init; }

    public required string SignedContent { get; init; }

    // Where the signed time is; null when none is signed.
    public string? Time { get; init; }

    public required string EventId { get; init; }

    public TimeSpan? ReplayWindow { get; init; }

    public TimeSpan? Deadline { get; init; }

    public string? Answer { get; init; }

    public IReadOnlyList<string> Handshakes { get; init; } = [];

    public string? Weakness { get; init; }

    public string? UnsignedId { get; init; }

    public string? NoDeduplication { get; init; }

    // Settings besides the secret: PublicUrl, VerifyToken.
    public IReadOnlyList<string> Needs { get; init; } = [];

    public required string Secret { get; init; }

    public required string Address { get; init; }

    public string? Retries { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    public required string DefaultType { get; init; }

    public required IReadOnlyList<string> EventTypes { get; init; }

    // Whether VerifyToken is a topic, which cannot be generated.
    [JsonIgnore]
    public bool TokenIsTopic { get; init; }

    // Whether the sender signs with a private key, and the secret is its public half.
    [JsonIgnore]
    public bool HasKeyPair { get; init; }

    [JsonIgnore]
    public bool IsPreset { get; init; }

    public static JsonTypeInfo<SenderView> Json => SenderJson.Default.SenderView;

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(SenderView))]
    private sealed partial class SenderJson : JsonSerializerContext;
}
