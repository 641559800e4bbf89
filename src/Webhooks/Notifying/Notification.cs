using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webhooks.Notifying;

/// <summary>A notification for one channel, as the queue carries it. The same event and rule give the same id.</summary>
public sealed record Notification(int Version, string Id, string Source, string? EventId, DateTimeOffset At, Notice Notice)
{
    public const int CurrentVersion = 1;

    /// <summary>Each channel has its own copy, so that none waits for another.</summary>
    public string? Channel { get; init; }
    public string? TraceParent { get; init; }

    // No source is called "*".
    [JsonIgnore]
    public string RuleScope => $"{(Notice.FromCallers ? "*" : Source)}|{Notice.Rule}";

    [JsonIgnore]
    public string Fingerprint => $"{RuleScope}|{Notice.Subject}";

    /// <summary>Whose budget pays for its messages: a rule's own, or null for the channel's.</summary>
    [JsonIgnore]
    public string? BudgetScope => Notice.FromCallers ? Notice.Rule : null;

    // The same event failed before and was counted then: people are told how many events fail, not how often.
    internal bool IsCountedSince(DateTimeOffset since) => Notice.ReportedAt >= since;

    public string Write() => JsonSerializer.Serialize(this, NotifyingJson.Compact.Notification);

    /// <summary>Null when the text has no known version.</summary>
    public static Notification? Read(string text) =>
        NotifyingJson.TryRead(text, NotifyingJson.Default.Notification) is { Version: CurrentVersion, Notice: not null } notification ? notification : null;
}
