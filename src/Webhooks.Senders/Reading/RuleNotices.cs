using Webhooks.Notifying;

namespace Webhooks.Senders.Reading;

internal static class RuleNotices
{
    /// <summary>The detail of a resource on the status board that says of what kind of test it is.</summary>
    public const string Test = "test";

    // Nobody should be called for a test.
    public static Notice ForTest(this Notice notice, string? kind) => kind is null || notice.Title.StartsWith($"[{kind}] ", StringComparison.Ordinal)
        ? notice
        : notice with { Severity = Severity.Info, Title = $"[{kind}] {notice.Title}" };

    // A failure without the id of its resource is still reported, under the id of the event.
    public static Notice About(this NotificationRule rule, string kind, string? id, EventContext context, string title, string what, string next) =>
        id is { Length: > 0 } ? rule.About(kind, id, title, what, next) : rule.Notice(context.Subject, title, what, next);
}
