namespace Webhooks.Notifying;

/// <summary>Everything that settings say about notifications.</summary>
public sealed record NotificationOptions
{
    /// <summary>The channels; none means that notifications are logged.</summary>
    public IReadOnlyList<ChannelOptions> Channels { get; init; } = [];

    /// <summary>Options by the key of a rule, or of a rule and a source. See <see cref="Key" />.</summary>
    public IReadOnlyDictionary<string, RuleOptions> Rules { get; init; } = new Dictionary<string, RuleOptions>();

    /// <summary>Where the receiver can be reached by people; null for messages without links.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>What holds for a rule and a source: what is said of both wins over what is said of the rule.</summary>
    public RuleOptions Of(string rule, string source) =>
        (Rules.GetValueOrDefault(Key(rule, source)) ?? new()).Over(Rules.GetValueOrDefault(Key(rule, null)) ?? new());

    /// <summary>
    /// The key of a rule's options. Rules are named with dots, which names of environment variables cannot hold everywhere, so <c>-</c>
    /// stands for <c>.</c> as well.
    /// </summary>
    public static string Key(string rule, string? source) =>
        rule.Replace('.', '-').ToLowerInvariant() + (source is null ? "" : "|" + source.ToLowerInvariant());
}
