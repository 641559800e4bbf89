using Webhooks.Notifying.Channels;

namespace Webhooks.Notifying;

public sealed record ChannelOptions
{
    public const int DefaultBudgetPerHour = 30;
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(10);

    public required string Name { get; init; }
    public required ChannelTarget Target { get; init; }
    public Severity MinSeverity { get; init; } = Severity.Info;

    /// <summary>All sources when empty.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Messages per hour. The rest is counted and sent later in one message.</summary>
    public int BudgetPerHour { get; init; } = DefaultBudgetPerHour;

    /// <summary>How long notifications are collected into one message after the first was sent.</summary>
    public TimeSpan Window { get; init; } = DefaultWindow;
}
