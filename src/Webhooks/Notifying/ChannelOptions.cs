namespace Webhooks.Notifying;

public sealed record ChannelOptions
{
    public required string Name { get; init; }
    public required ChannelTarget Target { get; init; }
    public Severity MinSeverity { get; init; } = Severity.Info;

    /// <summary>All sources when empty.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Keys of rules, as <see cref="NotificationOptions.Key" /> writes them; all rules when empty.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Ids and names; everything when empty, what concerns nobody included.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Messages per hour. The rest is counted and sent later in one message.</summary>
    public int BudgetPerHour { get; init; } = 30;

    /// <summary>How long notifications are collected into one message after the first was sent.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    // Flood control sends a recovery only where its failure was sent: a recovery passes whatever its severity and its owner.
    internal bool Accepts(string source, Notice notice) =>
        (notice.Recovered || notice.Severity >= MinSeverity)
        && (Sources.Count == 0 || source == ReceiverRules.EverySource || Sources.Contains(source))
        && (Rules.Count == 0 || Rules.Contains(NotificationOptions.Key(notice.Rule, null)))
        && (Owners.Count == 0 || notice.Recovered || notice.Owners.Any(owner => Owners.Contains(owner, StringComparer.OrdinalIgnoreCase)));
}
