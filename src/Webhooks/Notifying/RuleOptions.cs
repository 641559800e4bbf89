namespace Webhooks.Notifying;

/// <summary>What settings say about a rule, of one source or of all; null where they say nothing.</summary>
public sealed record RuleOptions
{
    /// <summary>Whether the rule tells anybody.</summary>
    public bool? Enabled { get; init; }

    /// <summary>How bad it is here, whatever the rule itself says.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The only channels it is told on; null for all that hear of its source and severity.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>These options where they say something, the others where they do not.</summary>
    public RuleOptions Over(RuleOptions other) => new()
    {
        Enabled = Enabled ?? other.Enabled,
        Severity = Severity ?? other.Severity,
        Channels = Channels ?? other.Channels,
    };
}
