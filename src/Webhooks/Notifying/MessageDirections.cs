using System.Globalization;
using System.Text.RegularExpressions;

namespace Webhooks.Notifying;

// Where an operator finds what a message speaks of: the view of the page, and the command. Both cover all of it, and nothing else where
// the lists can be filtered so.
internal static partial class MessageDirections
{
    public static string View(MessageScope scope) => scope switch
    {
        { List: NoticeScope.Events or NoticeScope.DeadLetters, Source: { } source, EventId: { } id } => PageView.Of("event", ("source", source), ("id", id)),
        { List: NoticeScope.Events } => Range("log", scope),
        { List: NoticeScope.DeadLetters } => Range("dead", scope),
        { List: NoticeScope.Pending } => PageView.Of("log", ("source", scope.Source), ("status", "Pending")),
        { List: NoticeScope.Refused } => PageView.Of("log", ("source", scope.Source), ("status", "Refused"), ("since", Time(scope.First))),
        { List: NoticeScope.Handlers } => "handlers",
        _ => "overview",
    };

    public static string LinkText(MessageScope scope) => scope switch
    {
        { List: NoticeScope.Events or NoticeScope.DeadLetters, Source: not null, EventId: not null } => "Open the event",
        { List: NoticeScope.Events } => "Open these events",
        { List: NoticeScope.DeadLetters } => "Open these dead letters",
        { List: NoticeScope.Pending } => "Open what waits",
        { List: NoticeScope.Refused } => "Open what was refused",
        { List: NoticeScope.Handlers } => "Open the handlers",
        _ => "Open the overview",
    };

    /// <summary>Null when no command covers it.</summary>
    public static string? Command(MessageScope scope) => scope switch
    {
        { List: NoticeScope.Events, Source: { } source, EventId: { } id } when IsPlain(id) => $"hook show {id} --source {source}",
        { List: NoticeScope.Events } => $"hook events{Filter(scope)} --all",
        { List: NoticeScope.DeadLetters, Source: { } source, EventId: { } id } when IsPlain(id) => $"hook redrive {id} --source {source}",
        { List: NoticeScope.DeadLetters, Source: not null } => $"hook redrive{Filter(scope)}",
        { List: NoticeScope.DeadLetters } => $"hook dead{Filter(scope)}",
        { List: NoticeScope.Pending } => $"hook events{SourceOf(scope)} --status Pending --all",
        { List: NoticeScope.Refused } => $"hook refused{SourceOf(scope)} --since {Time(scope.First)}",
        { List: NoticeScope.Handlers } => "hook handlers",
        { List: NoticeScope.Secrets, Source: { } source } => $"hook secrets {source}",
        _ => null,
    };

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Range(string view, MessageScope scope) => PageView.Of(
        view, ("source", scope.Source), ("type", scope.EventType), ("since", Time(scope.First)), ("before", Time(scope.Last.AddTicks(1))));

    private static string Filter(MessageScope scope) =>
        $"{SourceOf(scope)}{(scope.EventType is { } type && IsPlain(type) ? $" --type {type}" : "")} --since {Time(scope.First)} --before {Time(scope.Last.AddTicks(1))}";

    private static string SourceOf(MessageScope scope) => scope.Source is { } source ? $" --source {source}" : "";

    // A sender chooses ids and types, and people paste the command: nothing that a shell or the tool would read as more than a word.
    private static bool IsPlain(string text) => PlainWord().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();
}
