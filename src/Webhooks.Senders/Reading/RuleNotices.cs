using Webhooks.Notifying;

namespace Webhooks.Senders.Reading;

internal static class RuleNotices
{
    // A failure without the id of its resource is still reported, under the id of the event.
    public static Notice About(this NotificationRule rule, string kind, string? id, EventContext context, string title, string what, string next) =>
        id is { Length: > 0 } ? rule.About(kind, id, title, what, next) : rule.Notice(context.Subject, title, what, next);
}
