namespace Webhooks.Notifying.Channels;

/// <summary>How the first message of a thread changes with what is said later.</summary>
internal static class SlackThread
{
    public static ChannelMessage Changed(ChannelMessage first, ChannelMessage latest) => Worse(first, latest) with
    {
        Kind = latest.Kind == MessageKind.Recovered ? MessageKind.Recovered : first.Kind,
        Next = latest.Kind == MessageKind.Recovered ? "" : first.Next,
        Total = latest.Total,
        First = latest.First,
        Last = latest.Last,
        Note = "Details are in the thread.",
    };

    public static ChannelMessage Superseded(ChannelMessage first) => first with { Next = "", Note = "It goes on: see the newer message." };

    public static ChannelMessage Worse(ChannelMessage first, ChannelMessage latest) => latest.Severity > first.Severity ? first with { Severity = latest.Severity } : first;

    public static bool IsForAll(ChannelMessage first, ChannelMessage latest) =>
        latest.Kind == MessageKind.Immediate || (latest.Kind == MessageKind.Recovered && first.Severity == Severity.Critical);
}
