namespace Webhooks.Notifying;

/// <summary>Everything that settings say about notifications.</summary>
public sealed record NotificationOptions
{
    /// <summary>The channels; none means that notifications are logged.</summary>
    public IReadOnlyList<ChannelOptions> Channels { get; init; } = [];

    /// <summary>Options by the key of a rule, or of a rule and a source. See <see cref="Key" />.</summary>
    public IReadOnlyDictionary<string, RuleOptions> Rules { get; init; } = new Dictionary<string, RuleOptions>();

    /// <summary>Where people find the operator's page; null for messages without links.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>What holds for a rule and a source: what is said of both wins over what is said of the rule.</summary>
    public RuleOptions Of(string rule, string source) =>
        (Rules.GetValueOrDefault(Key(rule, source)) ?? new()).Over(Rules.GetValueOrDefault(Key(rule, null)) ?? new());

    /// <summary>
    /// The key of a rule's options. Rules are named with dots and hyphens. Shells take neither in the name of a variable, and App Service
    /// on Linux turns dots into underscores, so <c>valara_delivery_failed</c> means <c>valara.delivery-failed</c>, too.
    /// <see href="https://learn.microsoft.com/azure/app-service/configure-common#configure-app-settings" />
    /// </summary>
    public static string Key(string rule, string? source) =>
        rule.Replace('.', '_').Replace('-', '_').ToLowerInvariant() + (source is null ? "" : "|" + source.ToLowerInvariant());
}
