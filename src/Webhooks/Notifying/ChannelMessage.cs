using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Notifying;

public enum MessageKind
{
    [JsonStringEnumMemberName("AtOnce")]
    Immediate,

    /// <summary>Notifications that were counted instead of sent, at the end of their window.</summary>
    Digest,
    Recovered,

    /// <summary>Everything beyond the channel's hourly budget.</summary>
    OverBudget,

    /// <summary>From <c>hook notify test</c>.</summary>
    Sample,
}

/// <summary>A message as a channel sends it: one notification, or many in one.</summary>
public sealed record ChannelMessage
{
    internal const string SampleRule = "sample";

    /// <summary>The same for every attempt.</summary>
    public required string Id { get; init; }
    public required MessageKind Kind { get; init; }
    public required Severity Severity { get; init; }
    public required string Title { get; init; }
    public required DateTimeOffset At { get; init; }
    public string What { get; init; } = "";
    public string Next { get; init; } = "";

    /// <summary>Null when the message is about several, like rule and subject.</summary>
    public string? Source { get; init; }
    public string? Rule { get; init; }
    public string? Subject { get; init; }

    /// <summary>The same for a failure, its digests and its recovery; null when the message is about several.</summary>
    public string? Fingerprint { get; init; }
    public string? EventId { get; init; }

    /// <summary>Null in messages of older versions.</summary>
    public MessageScope? Scope { get; init; }

    /// <summary>Covers all that the message speaks of. Safe to paste into a shell.</summary>
    public string? Command { get; init; }

    /// <summary>The view of the operator's page that has what it speaks of.</summary>
    public string? Link { get; init; }
    public string LinkText { get; init => field = value ?? "Open the event"; } = "Open the event";

    /// <summary>The address of what the rule means and what to do; without one, the file in the repository.</summary>
    public string? Runbook { get; init; }
    public string? App { get; init; }
    public string? Environment { get; init; }

    /// <summary>Of a recovery: from the first failure to the end.</summary>
    public TimeSpan? Lasted { get; init; }

    /// <summary>Notifications in this message that no earlier message had.</summary>
    public int Count { get; init; } = 1;

    /// <summary>All notifications since <see cref="First" />, those of earlier messages included.</summary>
    public int Total { get; init; } = 1;
    public DateTimeOffset? First { get; init; }
    public DateTimeOffset? Last { get; init; }

    /// <summary>Some of the subjects; for a spent budget, counts by source and rule.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>What the notifications of a digest have as their causes: then each has its own remedy.</summary>
    public IReadOnlyList<CauseCount> Causes { get; init => field = value ?? []; } = [];

    /// <summary>About the channel itself.</summary>
    public string? Note { get; init; }

    /// <summary>A test of a channel.</summary>
    public static ChannelMessage Sample(DateTimeOffset now, string requestedBy) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"ntf_sample_{now.UtcTicks}"),
        Kind = MessageKind.Sample,
        Severity = Severity.Info,
        Title = "a notification of the webhook receiver",
        What = $"{requestedBy} ran hook notify test. If you can read this, the channel works.",
        Next = "Nothing. A real notification has instructions here.",
        Source = "sample",
        Rule = SampleRule,
        At = now,
        First = now,
        Last = now,
    };

    public string Write() => JsonSerializer.Serialize(this, NotifyingJson.Compact.ChannelMessage);

    public static ChannelMessage Read(string text) => JsonSerializer.Deserialize(text, NotifyingJson.Default.ChannelMessage)!;
}
