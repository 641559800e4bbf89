namespace Webhooks.Notifying.Channels;

/// <summary>How the first message of a thread changes with what is said later.</summary>
internal static class SlackThread
{
    public static ChannelMessage Changed(ChannelMessage first, ChannelMessage latest)
    {
        var changed = Worse(first, latest) with { Count = latest.Total, Total = latest.Total, Last = latest.Last, Note = "Details are in the thread." };
        return latest.Kind != MessageKind.Recovered ? changed : Over(changed) with { Kind = MessageKind.Recovered, Lasted = latest.Lasted };
    }

    public static ChannelMessage Superseded(ChannelMessage first) => Over(first) with { Note = "It goes on: see the newer message." };

    private static ChannelMessage Over(ChannelMessage first) => first with { Next = "", Command = null };

    public static ChannelMessage Worse(ChannelMessage first, ChannelMessage latest) => latest.Severity > first.Severity ? first with { Severity = latest.Severity } : first;

    public static bool IsForAll(ChannelMessage first, ChannelMessage latest) =>
        latest.Kind == MessageKind.Immediate || (latest.Kind == MessageKind.Recovered && first.Severity == Severity.Critical);
}
