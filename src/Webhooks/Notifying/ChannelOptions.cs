namespace Webhooks.Notifying;

public sealed record ChannelOptions
{
    public required string Name { get; init; }
    public required ChannelTarget Target { get; init; }
    public Severity MinSeverity { get; init; } = Severity.Info;

    /// <summary>All sources when empty.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Messages per hour. The rest is counted and sent later in one message.</summary>
    public int BudgetPerHour { get; init; } = 30;

    /// <summary>How long notifications are collected into one message after the first was sent.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);
}
