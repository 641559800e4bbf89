using Webhooks.Notifying;

namespace Webhooks.Senders.Reading;

internal static class RuleNotices
{
    /// <summary>The detail of a resource on the status board that says of what kind of test it is.</summary>
    public const string Test = "test";

    private const int LongestName = 60;

    // The details that are names: of a listing, and of a media.
    private static readonly string[] Names = ["address", "title"];

    // Nobody should be called for a test.
    public static Notice ForTest(this Notice notice, string? kind) => kind is null || notice.Title.StartsWith($"[{kind}] ", StringComparison.Ordinal)
        ? notice
        : notice with { Severity = Severity.Info, Title = $"[{kind}] {notice.Title}" };

    // Names what the notice is about as people do, and its id after it.
    public static Notice Named(this Notice notice, string kind, string id, IReadOnlyDictionary<string, string>? details)
    {
        var (plain, shown) = ($"{kind} {SafeText.First(id)}", Names.Select(name => details?.GetValueOrDefault(name)).FirstOrDefault(name => name?.Length > 0));
        return shown is null ? notice : notice with { Title = In(notice.Title), What = In(notice.What), Example = notice.Example is null ? null : In(notice.Example) };

        string In(string text) => text.IndexOf(plain, StringComparison.Ordinal) is >= 0 and var at
            ? $"{text[..at]}{kind} {Printable.Of(shown, LongestName)} ({SafeText.First(id)}){text[(at + plain.Length)..]}"
            : text;
    }

    // A failure without the id of its resource is still reported, under the id of the event.
    public static Notice About(this NotificationRule rule, string kind, string? id, EventContext context, string title, string what, string next) =>
        id is { Length: > 0 } ? rule.About(kind, id, title, what, next) : rule.Notice(context.Subject, title, what, next);
}
