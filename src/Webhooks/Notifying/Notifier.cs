using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Webhooks.Notifying;

/// <summary>Applies the rules' settings and queues one copy per channel.</summary>
public sealed partial class Notifier(NotificationOptions options, INotificationQueue queue, ILogger<Notifier> logger)
{
    private const int LongestTitle = 150;
    private const int LongestSubject = 250;
    private const int LongestCause = 64;
    private const int LongestExample = 100;
    private const int LongestType = 256;
    private const int LongestText = 1_500;

    /// <summary>Repeating a call with the same event, rule and subject changes nothing.</summary>
    /// <param name="at">When it happened; the same in a repeat.</param>
    public async Task NotifyAsync(string source, string? eventId, DateTimeOffset at, Notice notice, CancellationToken cancellationToken)
    {
        var rule = options.Of(notice.Rule, source);
        if (rule.Enabled == false)
        {
            return;
        }

        // A recovery keeps its own severity, whatever the failure's is set to.
        var levelled = notice.Recovered ? notice : notice with { Severity = rule.Severity ?? notice.Severity };
        var notification = Write(source, eventId, at, levelled);
        if (options.Channels.Count == 0)
        {
            Log.NoChannel(logger, levelled.Severity >= Severity.Error ? LogLevel.Error : LogLevel.Warning, source, levelled.Rule, notification.Notice.Title, notification.Notice.What);
            return;
        }

        ChannelOptions[] takers = [.. options.Channels.Where(channel => channel.Accepts(source, levelled) && rule.Allows(channel.Name))];
        if (takers.Length == 0 && levelled is { Recovered: false, Severity: >= Severity.Error })
        {
            Log.NoTaker(logger, source, levelled.Rule, notification.Notice.Title, notification.Notice.What);
        }

        foreach (var channel in takers)
        {
            await queue.SendAsync(notification with { Channel = channel.Name }, TimeSpan.Zero, cancellationToken);
        }
    }

    private static Notification Write(string source, string? eventId, DateTimeOffset at, Notice notice)
    {
        var id = NotificationId.Of(
            source, eventId ?? at.UtcTicks.ToString(CultureInfo.InvariantCulture), notice.Rule, notice.Subject, notice.Recovered ? "recovered" : "");
        return new Notification(Notification.CurrentVersion, id, source, eventId, at, Cut(notice)) { TraceParent = Activity.Current?.Id };
    }

    // A sender's text must fit a queue message, a table row and the channels' limits, and must not add lines.
    private static Notice Cut(Notice notice) => notice with
    {
        Title = Printable.Of(Printable.InOrder(notice.Title), LongestTitle),
        Subject = Printable.Of(Printable.InOrder(notice.Subject), LongestSubject),
        What = CutText(notice.What),
        Next = CutText(notice.Next),
        Cause = Name(notice.Cause, LongestCause),
        Example = Name(notice.Example, LongestExample),
        // Half of one would match nothing.
        EventType = notice.EventType is { Length: <= LongestType } type ? type : null,
    };

    // Many of them share a row: letters, digits and what names hold take one character each.
    private static string? Name(string? text, int longest) => text is null
        ? null
        : string.Concat(Printable.Of(text, longest).Select(c =>
            char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || " -_.,:;/()\"'#&+".Contains(c, StringComparison.Ordinal) ? c : '_'));

    private static string CutText(string text) => Printable.InOrder(text.Length > LongestText ? Printable.Cut(text, LongestText) + "…" : text);

    private static partial class Log
    {
        [LoggerMessage(Message = "{Source}: {Rule}: {Title}. {What} (No channel is configured; set Notifications__Channels__<name>__Type.)")]
        public static partial void NoChannel(ILogger logger, LogLevel level, string source, string rule, string title, string what);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {Rule}: {Title}. {What} (No channel accepts it; see MinSeverity, Sources, Rules and Owners of the channels, and Channels of the rule.)")]
        public static partial void NoTaker(ILogger logger, string source, string rule, string title, string what);
    }
}
