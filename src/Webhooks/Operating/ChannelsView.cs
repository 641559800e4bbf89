using Webhooks.Notifying;
using Webhooks.Settings;

namespace Webhooks.Operating;

public sealed record ChannelsView(IReadOnlyList<ChannelLine> Channels)
{
    /// <summary>The answer to a name that no channel has.</summary>
    public static string Unknown(string name, IReadOnlyCollection<string> known, string place = "here") =>
        Misspelling.Unknown("channel", name, known, $"none: Notifications__Channels__{Printable.Of(name)}__Type (slack, email or https) adds one", place);
}

/// <param name="Type"><c>slack</c>, <c>email</c> or <c>https</c>.</param>
public sealed record ChannelLine(string Name, string Type)
{
    public static ChannelLine Of(ChannelOptions options) => new(options.Name, options.Target switch
    {
        ChannelTarget.Slack or ChannelTarget.SlackBot => "slack",
        ChannelTarget.Email => "email",
        _ => "https",
    });
}

public sealed record ChannelTestReport(IReadOnlyList<ChannelTestLine> Tests);

/// <param name="Outcome"><c>sent</c>, <c>postponed</c> by the channel, <c>failed</c>, or <c>too_soon</c> after another test.</param>
/// <param name="Detail">What the channel answered, without its address; empty when there is nothing to add.</param>
public sealed record ChannelTestLine(string Channel, string Type, string Outcome, string Detail)
{
    public const string Sent = "sent";
    public const string TooSoon = "too_soon";

    public static ChannelTestLine Of(ChannelLine channel, ChannelOutcome outcome) => outcome switch
    {
        ChannelOutcome.Sent sent => new(channel.Name, channel.Type, Sent, sent.Remark ?? ""),
        ChannelOutcome.RetryAfter asked => new(channel.Name, channel.Type, "postponed", $"The channel asks to wait {Quantity.Seconds(asked.Wait.TotalSeconds)}."),
        ChannelOutcome.Failed failed => new(channel.Name, channel.Type, "failed", $"{failed.Reason}{(failed.Permanent ? "" : " A notification would be sent again.")}"),
        _ => throw new NotSupportedException(outcome.GetType().Name),
    };
}
