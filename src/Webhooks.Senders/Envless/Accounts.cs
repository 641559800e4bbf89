using Webhooks.Notifying;
using Webhooks.Senders.Reading;
using Webhooks.Status;

namespace Webhooks.Senders.Envless;

internal static class Accounts
{
    private const string Kind = "subscription";

    public static IEnumerable<StatusChange> Subscribed(EnvlessEvent<SubscriptionData> body, EventContext context)
    {
        if (body.Data?.Subscription is { Id: { Length: > 0 } id } subscription && SafeText.First(subscription.Status) is { } status)
        {
            yield return new StatusChange(Kind, id, status, context.At, $"Subscription is {status}, period ends at {Format.Time(subscription.CurrentPeriodEnd)}")
            {
                IsUnhealthy = status == "past_due",
                Rank = context.EventType == "subscription.created" ? 0 : 1,
            };
        }
    }

    public static IEnumerable<Notice> AboutSubscription(EnvlessEvent<SubscriptionData> body, EventContext context)
    {
        var ends = Format.Time(body.Data?.Subscription?.CurrentPeriodEnd);
        return body.Data?.Subscription switch
        {
            { Id: { Length: > 0 } id, Status: "past_due" } =>
            [
                EnvlessRules.SubscriptionPastDue.About(
                    Kind, id, "The Envless subscription is past due", $"A payment is missing. The current period ends at {ends}.",
                    "Check the payment method in Envless before the plan ends."),
            ],
            { Id: { Length: > 0 } id, Status: ("active" or "trialing") and var status } =>
                [EnvlessRules.SubscriptionPastDue.Recovery(Kind, id, "The Envless subscription is paid", $"It is {status} again until {ends}.")],
            _ => [],
        };
    }

    public static IEnumerable<Notice> AboutDeletedWorkspace(EnvlessEvent<WorkspaceData> body, EventContext context)
    {
        var workspace = body.Data?.Workspace;
        var name = SafeText.First(workspace?.Name, workspace?.Slug, workspace?.Id, body.WorkspaceId) ?? "(unknown)";
        yield return EnvlessRules.WorkspaceDeleted.Notice(
            $"workspace {SafeText.First(workspace?.Id, body.WorkspaceId) ?? $"of {context.Subject}"}",
            $"Envless workspace {name} was deleted",
            $"Its endpoints are disabled: no further events come from it.{(SafeText.First(body.Actor?.Name) is { } actor ? $" Deleted by {actor}." : "")}",
            "If it was intended, remove its source from the receiver; if not, contact Envless's support at once.");
    }
}
