namespace Webhooks.Notifying;

/// <summary>Settings of a rule, for one source or for all; null where not set.</summary>
public sealed record RuleOptions
{
    public bool? Enabled { get; init; }
    public Severity? Severity { get; init; }

    /// <summary>Null: every channel that accepts its source and severity.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>These options, and the other's where they are not set.</summary>
    public RuleOptions Over(RuleOptions other) => new()
    {
        Enabled = Enabled ?? other.Enabled,
        Severity = Severity ?? other.Severity,
        Channels = Channels ?? other.Channels,
    };
}
