using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Notifying;

/// <summary>What kind of message a channel is given.</summary>
public enum MessageKind
{
    /// <summary>One notification, told at once.</summary>
    AtOnce,

    /// <summary>Notifications that were counted instead of told, at the end of their window.</summary>
    Digest,

    /// <summary>A thing is well again.</summary>
    Recovered,

    /// <summary>Everything that the budget of the channel had no room for.</summary>
    OverBudget,

    /// <summary>A sample from <c>hook notify test</c>.</summary>
    Sample,
}

/// <summary>A message as a channel sends it: one notification, or many folded into one.</summary>
public sealed partial record ChannelMessage
{
    /// <summary>The same for every attempt at the same message.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of message it is.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>How bad it is; of many, the worst.</summary>
    public required Severity Severity { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    public string What { get; init; } = "";

    /// <summary>What to do now.</summary>
    public string Next { get; init; } = "";

    /// <summary>The source; null when it is about several.</summary>
    public string? Source { get; init; }

    /// <summary>The rule; null when it is about several.</summary>
    public string? Rule { get; init; }

    /// <summary>The thing it is about; null when it is about several.</summary>
    public string? Subject { get; init; }

    /// <summary>The event that said so, or the last of them.</summary>
    public string? EventId { get; init; }

    /// <summary>Where the event can be looked at.</summary>
    public string? Link { get; init; }

    /// <summary>How many notifications this message stands for that no other message has told.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How many there have been since <see cref="First" />, those told before included.</summary>
    public int Total { get; init; } = 1;

    /// <summary>When the first of them happened.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>When the last of them happened.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>Some of the things it is about, or for what the budget had no room for, counts by source and rule.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>What the reader should know of the channel itself.</summary>
    public string? Note { get; init; }

    /// <summary>The message as JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, MessageJson.Default.ChannelMessage);

    /// <summary>Reads what <see cref="Write" /> wrote.</summary>
    public static ChannelMessage Read(string text) => JsonSerializer.Deserialize(text, MessageJson.Default.ChannelMessage)!;

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(ChannelMessage))]
    private sealed partial class MessageJson : JsonSerializerContext;
}
