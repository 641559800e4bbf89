namespace Webhooks.Notifying;

public sealed record NotificationOptions
{
    /// <summary>None: notifications are logged.</summary>
    public IReadOnlyList<ChannelOptions> Channels { get; init; } = [];
    public IReadOnlyDictionary<string, RuleOptions> Rules { get; init; } = new Dictionary<string, RuleOptions>();

    /// <summary>Address of the operator page; null for messages without links.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The handbook's page about notifications, in this repository.</summary>
    public const string RunbookFile = "docs/operating/notifications.md";

    /// <summary>Where the team reads that page; null: messages name the file.</summary>
    public Uri? RunbookUrl { get; init; }

    /// <summary>The app as Azure names it, else the machine.</summary>
    public string App { get; init; } = "webhook-receiver";

    /// <summary>Such as <c>prod</c>; null: messages name none.</summary>
    public string? Environment { get; init; }

    /// <summary>Settings of a rule and a source win over those of the rule.</summary>
    public RuleOptions Of(string rule, string source) =>
        (Rules.GetValueOrDefault(Key(rule, source)) ?? new()).Over(Rules.GetValueOrDefault(Key(rule, null)) ?? new());

    /// <summary>
    /// Rules are named with dots and hyphens. Shells allow neither in variable names, and App Service on Linux turns dots into underscores, so
    /// <c>valara_delivery_failed</c> means <c>valara.delivery-failed</c>, too. <see
    /// href="https://learn.microsoft.com/azure/app-service/configure-common#configure-app-settings" />
    /// </summary>
    public static string Key(string rule, string? source) =>
        rule.Replace('.', '_').Replace('-', '_').ToLowerInvariant() + (source is null ? "" : "|" + source.ToLowerInvariant());
}

/// <summary>Settings of a rule, for one source or for all; null where not set.</summary>
public sealed record RuleOptions
{
    public bool? Enabled { get; init; }
    public Severity? Severity { get; init; }

    /// <summary>Null: every channel that accepts its source and severity.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    internal bool Allows(string channel) => Channels?.Contains(channel) ?? true;

    /// <summary>These options, and the other's where they are not set.</summary>
    public RuleOptions Over(RuleOptions other) => new()
    {
        Enabled = Enabled ?? other.Enabled,
        Severity = Severity ?? other.Severity,
        Channels = Channels ?? other.Channels,
    };
}
