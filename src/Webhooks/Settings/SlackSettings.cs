using Webhooks.Notifying;

namespace Webhooks.Settings;

/// <summary>Either an incoming webhook, or a bot and the channel it posts to.</summary>
internal static class SlackSettings
{
    public const string Known = "Url, or BotToken and Channel";

    private const string BotPrefix = "xoxb-";
    private const int LongestChannel = 80;

    public static ChannelTarget? Read(SettingsReader section)
    {
        var (token, channel) = (section.Text("BotToken")?.Trim(), section.Text("Channel")?.Trim());
        if (token is null && channel is null)
        {
            return ChannelSettings.Required(section, "https://hooks.slack.com/services/..., from the page of your Slack app, or set BotToken and Channel") is { } webhook
                ? new ChannelTarget.Slack(webhook) : null;
        }

        if (section.Text("Url") is not null)
        {
            section.Refuse("Url", "an incoming webhook and a bot exclude each other; set Url, or BotToken and Channel");
            return null;
        }

        var isToken = IsToken(section, token);
        return IsChannel(section, channel) && isToken ? new ChannelTarget.SlackBot(token!, channel!) : null;
    }

    private static bool IsToken(SettingsReader section, string? token)
    {
        if (token is not null && SecretSettings.RefusesReference(section, "BotToken", token))
        {
            return false;
        }

        var problem = token switch
        {
            null => "it is missing; it is the Bot User OAuth Token, xoxb-..., under OAuth & Permissions of your Slack app",
            _ when token.StartsWith("xoxe", StringComparison.Ordinal) => "tokens that are rotated expire after 12 hours; use an app without token rotation",
            _ when !token.StartsWith(BotPrefix, StringComparison.Ordinal) || !token[BotPrefix.Length..].All(c => char.IsAsciiLetterOrDigit(c) || c == '-') || token.Length < 20 =>
                "it is not a bot's token; it is the Bot User OAuth Token, xoxb-..., under OAuth & Permissions of your Slack app",
            _ => null,
        };
        if (problem is not null)
        {
            section.Refuse("BotToken", problem);
        }

        return problem is null;
    }

    private static bool IsChannel(SettingsReader section, string? channel)
    {
        if (channel is { Length: > 0 and <= LongestChannel } && !channel.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return true;
        }

        section.Refuse("Channel", channel is null
            ? "it is missing; write the channel's id, C0123456789, from the end of its details, or its name, #alerts"
            : "it is not a channel; write its id, C0123456789, from the end of its details, or its name, #alerts");
        return false;
    }
}
