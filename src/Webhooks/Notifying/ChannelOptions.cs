using Webhooks.Notifying.Channels;

namespace Webhooks.Notifying;

/// <summary>A configured channel: who hears of what, and how often.</summary>
public sealed record ChannelOptions
{
    /// <summary>The most messages per hour, unless settings say otherwise.</summary>
    public const int DefaultBudgetPerHour = 30;

    /// <summary>How long notifications are gathered into one message, unless settings say otherwise.</summary>
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(10);

    /// <summary>Its name in the settings.</summary>
    public required string Name { get; init; }

    /// <summary>Where its messages go.</summary>
    public required ChannelTarget Target { get; init; }

    /// <summary>What is less bad is not told here.</summary>
    public Severity MinSeverity { get; init; } = Severity.Info;

    /// <summary>The sources it hears of; all, when empty.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The most messages per hour; the rest is counted, and told in one message later.</summary>
    public int BudgetPerHour { get; init; } = DefaultBudgetPerHour;

    /// <summary>How long notifications are gathered into one message after the first was told.</summary>
    public TimeSpan Window { get; init; } = DefaultWindow;
}
