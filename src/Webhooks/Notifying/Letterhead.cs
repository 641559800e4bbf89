namespace Webhooks.Notifying;

/// <summary>What every message says by the settings: which app and environment sends it, and where to read on. Added when it is sent, so that a retry has the settings of then.</summary>
public static class Letterhead
{
    private const string PagePath = "/api/operator";

    public static ChannelMessage On(ChannelMessage message, NotificationOptions options) => message with
    {
        App = options.App,
        Environment = options.Environment,
        Link = message.Link ?? (options.BaseUrl is { } page && message.Scope is { } scope ? $"{Trimmed(page)}#/{MessageDirections.View(scope)}" : null),
        LinkText = message.Scope is null ? message.LinkText : MessageDirections.LinkText(message.Scope),
        Runbook = (options.RunbookUrl?.AbsoluteUri ?? NotificationOptions.RunbookFile) + (message.Rule is null or ChannelMessage.SampleRule ? "" : "#" + Anchor(message.Rule)),
        // The right receiver, whichever one the reader's tool would ask.
        Command = message.Command is { } command && options.BaseUrl is { } url && Trimmed(url) is var text && text.EndsWith(PagePath, StringComparison.Ordinal)
            ? $"{command} --url {text[..^PagePath.Length]}"
            : message.Command,
    };

    /// <summary>Of a heading that is the rule's name, as GitHub and GitLab make it.</summary>
    public static string Anchor(string rule) => string.Concat(rule.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    private static string Trimmed(Uri address) => address.AbsoluteUri.TrimEnd('/');
}
