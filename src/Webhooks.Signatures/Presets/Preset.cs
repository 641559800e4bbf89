using System.Text.Json.Serialization;
using Webhooks.Signatures.Handshakes;
using Webhooks.Signatures.Schemes;

namespace Webhooks.Signatures.Presets;

/// <summary>A sender described by data: how it signs, what it asks before it sends, what it wants to be answered, and facts for people.</summary>
public sealed record Preset
{
    /// <summary>Where editors find what may be in the file.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The sender as people write it: <c>GitHub</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The parts of its scheme.</summary>
    public required SchemeSettings Scheme { get; init; }

    /// <summary>What its token says, for a sender that signs by a JSON Web Token.</summary>
    public TokenSettings? Token { get; init; }

    /// <summary>What its messages say, for a sender that signs messages of topics.</summary>
    public TopicSettings? Topic { get; init; }

    /// <summary>Where it publishes its keys; null where the receiver is given them.</summary>
    public PublishedKeySettings? PublishedKeys { get; init; }

    /// <summary>What its signature does not protect from, in a sentence; null for a sound scheme.</summary>
    public string? Weakness { get; init; }

    /// <summary>Why an id that is not signed is used nevertheless; null when the id is signed.</summary>
    public string? UnsignedId { get; init; }

    /// <summary>Why each delivery is an event of its own; null when equal ids are the same event.</summary>
    public string? NoDeduplication { get; init; }

    /// <summary>The replay window that the sender documents; null for five minutes.</summary>
    public TimeSpan? ReplayWindow { get; init; }

    /// <summary>How long the receiver may take to answer; null where the sender waits long enough for the usual deadline.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Dotted paths in the body where the sender writes secrets under names that do not say so.</summary>
    public IReadOnlyList<string> SecretPaths { get => field ?? []; init; }

    /// <summary>What the sender wants to be answered when a delivery was accepted; null for 202.</summary>
    public AnswerSettings? Answer { get; init; }

    /// <summary>What the sender asks before it sends events.</summary>
    public IReadOnlyList<HandshakeSettings> Handshakes { get => field ?? []; init; }

    /// <summary>The same, read and checked; null, with the problem, when one is not valid.</summary>
    public HandshakeList? ReadHandshakes(out string problem) => HandshakeList.Read(Handshakes, Scheme.SignedContent, out problem);

    public required PresetFacts Facts { get; init; }

    /// <summary>How <c>hook send</c> makes deliveries of the sender.</summary>
    public required PresetSamples Samples { get; init; }
}
